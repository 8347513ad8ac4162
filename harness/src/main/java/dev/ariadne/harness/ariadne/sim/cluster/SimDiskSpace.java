package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.cluster.Capability;
import java.util.Optional;

/**
 * Disks with a budget of bytes: what is written beyond it fails, since no space is left, until some
 * is given back. The same as the small file systems of a live run.
 */
public final class SimDiskSpace implements Capability.DiskSpace {

  /** Many times what a run leaves on a node's disk. */
  private static final long DISK_BYTES = 64L << 20;

  private final SimCluster cluster;

  public SimDiskSpace(SimCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<String> confine() {
    cluster.world().nodes().forEach(node -> node.disk().capacity(DISK_BYTES));
    return Optional.empty();
  }

  @Override
  public long fill(String node, long leaveBytes) {
    return Math.max(0, cluster.node(node).disk().fill(leaveBytes));
  }

  @Override
  public void free(String node) {
    cluster.node(node).disk().capacity(DISK_BYTES);
  }
}
