package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.SimClock;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.Situation;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.sim.SimDisk;
import java.util.SortedMap;
import java.util.TreeMap;

/** The power, the disks and the clocks of the machines of a simulated cluster. */
final class SimHardware implements Hardware.Power, Hardware.Disks, Hardware.Clocks {

  private static final long MILLI = 1_000_000;

  private final SimCluster cluster;

  /** Since the last question. */
  private SortedMap<String, Long> crashes = new TreeMap<>();

  SimHardware(SimCluster cluster) {
    this.cluster = cluster;
  }

  // Power

  @Override
  public void crash(String name, Loss loss, int steps, int bytes) {
    SimNode node = cluster.node(name);
    if (!node.running()) {
      if (loss == Loss.UNSYNCED) {
        crash(node, loss);
      }
    } else if (steps == 0) {
      crash(node, loss);
    } else {
      node.disk()
          .crashAfter(
              steps,
              bytes,
              () -> {
                crashes.merge("mid-step", 1L, Long::sum);
                cluster.world().count(Situation.CRASHED_MID_STEP);
                crash(node, loss);
              });
    }
  }

  private void crash(SimNode node, Loss loss) {
    crashes.merge("crashes", 1L, Long::sum);
    switch (loss) {
      case NOTHING -> node.kill();
      case UNSYNCED -> {
        crashes.merge("power-cuts", 1L, Long::sum);
        if (!node.disk().allSynced()) {
          crashes.merge("unsynced-lost", 1L, Long::sum);
          cluster.world().count(Situation.UNSYNCED_LOST);
        }
        node.cutPower();
      }
    }
  }

  @Override
  public SortedMap<String, Long> takeCrashes() {
    SortedMap<String, Long> taken = crashes;
    crashes = new TreeMap<>();
    return taken;
  }

  // Disks

  @Override
  public void trouble(String name, Trouble trouble, int amount) {
    SimNode node = cluster.node(name);
    SimDisk disk = node.disk();
    switch (trouble) {
      case WRITE ->
          disk.failNext(Step.Write.class::isInstance, "input/output error on write", amount);
      case SYNC ->
          disk.failNext(
              step -> step instanceof Step.Sync || step instanceof Step.SyncDirectory,
              "input/output error on sync",
              0);
      case FULL -> disk.fill(amount);
      case SLOW -> node.slowDisk(amount * MILLI);
    }
  }

  @Override
  public SortedMap<String, Long> repair(String name) {
    SimNode node = cluster.node(name);
    SortedMap<String, Long> did = new TreeMap<>();
    did.put("steps-failed", node.takeTroubles());
    did.put("steps-slowed", node.fastDisk());
    node.disk().repair();
    node.disk().capacity(Long.MAX_VALUE);
    return did;
  }

  // Clocks

  @Override
  public void drift(String name, int ppm, long jumpMillis) {
    SimClock clock = cluster.node(name).clock();
    clock.drift(ppm);
    clock.jump(jumpMillis * MILLI);
  }

  @Override
  public void steady(String name) {
    SimNode node = cluster.node(name);
    node.clock().drift(node.ownDrift());
  }

  /** Everything works again; a crash that was to come does not. */
  void healAll() {
    for (SimNode node : cluster.world().nodes()) {
      repair(node.name());
      steady(node.name());
    }
  }
}
