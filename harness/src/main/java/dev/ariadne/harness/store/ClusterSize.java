package dev.ariadne.harness.store;

/**
 * The size of a cluster and of its logs.
 *
 * @param nodes the number of nodes, at least 1
 * @param snapshotCount entries between two snapshots, at least 1
 * @param keepEntries entries kept behind a snapshot, at least 0
 */
public record ClusterSize(int nodes, long snapshotCount, long keepEntries) {
  /** The default number of nodes. */
  public static final int NODES = 5;

  /** The default number of entries between two snapshots. */
  public static final int SNAPSHOT_COUNT = 50;

  /** The default number of entries kept behind a snapshot. */
  public static final int KEEP_ENTRIES = 20;

  /** A cluster of this many nodes with the default size of logs. */
  public static ClusterSize of(int nodes) {
    return new ClusterSize(nodes, SNAPSHOT_COUNT, KEEP_ENTRIES);
  }
}
