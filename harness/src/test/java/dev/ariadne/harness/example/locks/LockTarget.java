package dev.ariadne.harness.example.locks;

import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.run.VirtualTarget;

/** The lock service as a system that can be tested. */
public final class LockTarget implements VirtualTarget {

  @Override
  public String name() {
    return "locks";
  }

  @Override
  public Cluster open(ClusterOptions options, VirtualScheduler time) {
    return new LockCluster(options, time, LockService::new);
  }

  /** The same after the fix. */
  public static final class Fixed implements VirtualTarget {

    @Override
    public String name() {
      return "locks-fixed";
    }

    @Override
    public Cluster open(ClusterOptions options, VirtualScheduler time) {
      return new LockCluster(options, time, FixedLockService::new);
    }
  }
}
