package dev.ariadne.harness.example.locks;

import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Layout;
import dev.ariadne.harness.interpreter.VirtualTime;
import dev.ariadne.harness.run.VirtualTarget;

/** The lock service as a system that can be tested. */
public final class LockTarget implements VirtualTarget {

  @Override
  public String name() {
    return "locks";
  }

  @Override
  public Cluster open(Layout layout, VirtualTime time) {
    return new LockCluster(layout, time, LockService::new);
  }

  /** The same after the fix. */
  public static final class Fixed implements VirtualTarget {

    @Override
    public String name() {
      return "locks-fixed";
    }

    @Override
    public Cluster open(Layout layout, VirtualTime time) {
      return new LockCluster(layout, time, FixedLockService::new);
    }
  }
}
