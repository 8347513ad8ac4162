package dev.ariadne.harness.cluster;

import dev.ariadne.harness.Choices;
import java.nio.file.Path;

/**
 * @param nodes number of nodes, at least 1
 * @param directory the run's own directory, which exists. The target puts the logs and the data of
 *     a node below a subdirectory of the node's name.
 * @param choices the source of all decisions of the target; their sites begin with the target's
 *     name
 * @param snapshotCount entries between two snapshots, at least 1; also how often the nodes report
 *     their state hash (see {@link Capability.Journal})
 * @param keepEntries entries kept behind a snapshot, at least 0
 * @param keeper number of the one node, from 0 in the order of {@link Cluster#nodes}, that keeps
 *     every entry so that its log can be replayed from nothing; -1 for none
 * @param clientTimeoutNanos how long a client waits for an answer, above 0; a target may have a
 *     limit of its own
 * @param staleReads whether reads of clients ask their node for its local copy, which is wrong on
 *     purpose
 */
public record ClusterOptions(
    int nodes,
    Path directory,
    Choices choices,
    long snapshotCount,
    long keepEntries,
    int keeper,
    long clientTimeoutNanos,
    boolean staleReads) {
  /** The default time that a client waits for an answer. */
  public static final long CLIENT_TIMEOUT_NANOS = 7_000_000_000L;

  /** Options for clients that wait as long as usual. */
  public ClusterOptions(
      int nodes,
      Path directory,
      Choices choices,
      long snapshotCount,
      long keepEntries,
      int keeper,
      boolean staleReads) {
    this(
        nodes,
        directory,
        choices,
        snapshotCount,
        keepEntries,
        keeper,
        CLIENT_TIMEOUT_NANOS,
        staleReads);
  }

  /** The same options with other choices. */
  public ClusterOptions choosing(Choices others) {
    return new ClusterOptions(
        nodes,
        directory,
        others,
        snapshotCount,
        keepEntries,
        keeper,
        clientTimeoutNanos,
        staleReads);
  }
}
