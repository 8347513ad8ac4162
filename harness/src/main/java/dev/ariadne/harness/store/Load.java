package dev.ariadne.harness.store;

/**
 * The work of the clients in a run.
 *
 * @param workload the name of the workload
 * @param keys the number of keys that the workload uses, at least 1
 * @param concurrency the number of client workers, at least 1
 * @param rate operations a second that all clients together begin; above 0
 * @param clients how a client chooses its node: {@code stay} or {@code hop}
 * @param retry the clients' answer to an unknown outcome: {@code none}, {@code id} or {@code blind}
 * @param staleReads true if clients read their node's local copy, which is wrong on purpose
 */
public record Load(
    String workload,
    int keys,
    int concurrency,
    double rate,
    String clients,
    String retry,
    boolean staleReads) {
  /** The default number of keys. */
  public static final int KEYS = 5;

  /** The default number of client workers for each node. */
  public static final int WORKERS_PER_NODE = 3;

  /** The default rate, in operations a second. */
  public static final int RATE = 300;

  /** The default way in which a client chooses its node: it stays with one. */
  public static final String CLIENTS = "stay";

  /** The default answer to an unknown outcome: the operation is not repeated. */
  public static final String RETRY = "none";

  /** The default load of a workload on a cluster of this many nodes. */
  public static Load of(String workload, int nodes) {
    return new Load(workload, KEYS, WORKERS_PER_NODE * nodes, RATE, CLIENTS, RETRY, false);
  }

  /** The same load with another number of keys. */
  public Load withKeys(int other) {
    return new Load(workload, other, concurrency, rate, clients, retry, staleReads);
  }

  /** The same load by another number of client workers. */
  public Load withConcurrency(int other) {
    return new Load(workload, keys, other, rate, clients, retry, staleReads);
  }

  /** The same load with another number of operations a second. */
  public Load withRate(double other) {
    return new Load(workload, keys, concurrency, other, clients, retry, staleReads);
  }

  /** The same load with reads of the node's local copy, or without them. */
  public Load withStaleReads(boolean other) {
    return new Load(workload, keys, concurrency, rate, clients, retry, other);
  }
}
