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
 * @param readShare least share of reads among all operations, from 0 to 1; 0 leaves it to the
 *     workload
 * @param readers number of clients that never write, the last ones by number; at least 0, less than
 *     {@code concurrency}
 * @param clientTimeoutSeconds how long a client waits for an answer; above 0
 * @param staleReads true if clients read their node's local copy, which is wrong on purpose
 */
public record Load(
    String workload,
    int keys,
    int concurrency,
    double rate,
    String clients,
    String retry,
    double readShare,
    int readers,
    double clientTimeoutSeconds,
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

  /** The default time that a client waits for an answer: longer than a server takes to refuse. */
  public static final int CLIENT_TIMEOUT_SECONDS = 7;

  /** A load whose clients read, write and wait as usual. */
  public Load(
      String workload,
      int keys,
      int concurrency,
      double rate,
      String clients,
      String retry,
      boolean staleReads) {
    this(
        workload,
        keys,
        concurrency,
        rate,
        clients,
        retry,
        0,
        0,
        CLIENT_TIMEOUT_SECONDS,
        staleReads);
  }

  /** The default load of a workload on a cluster of this many nodes. */
  public static Load of(String workload, int nodes) {
    return new Load(workload, KEYS, WORKERS_PER_NODE * nodes, RATE, CLIENTS, RETRY, false);
  }

  /** The same load with another number of keys. */
  public Load withKeys(int other) {
    return with(other, concurrency, rate, staleReads);
  }

  /** The same load by another number of client workers. */
  public Load withConcurrency(int other) {
    return with(keys, other, rate, staleReads);
  }

  /** The same load with another number of operations a second. */
  public Load withRate(double other) {
    return with(keys, concurrency, other, staleReads);
  }

  /** The same load with reads of the node's local copy, or without them. */
  public Load withStaleReads(boolean other) {
    return with(keys, concurrency, rate, other);
  }

  private Load with(int someKeys, int workers, double hertz, boolean stale) {
    return new Load(
        workload,
        someKeys,
        workers,
        hertz,
        clients,
        retry,
        readShare,
        readers,
        clientTimeoutSeconds,
        stale);
  }

  /** The same load with at least this share of reads, and so many clients that never write. */
  public Load withReads(double share, int clientsThatRead) {
    return new Load(
        workload,
        keys,
        concurrency,
        rate,
        clients,
        retry,
        share,
        clientsThatRead,
        clientTimeoutSeconds,
        staleReads);
  }

  /** The same load by clients that wait so long for an answer. */
  public Load withClientTimeout(double seconds) {
    return new Load(
        workload, keys, concurrency, rate, clients, retry, readShare, readers, seconds, staleReads);
  }
}
