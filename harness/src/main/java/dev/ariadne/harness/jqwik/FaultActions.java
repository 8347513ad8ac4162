package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Hardware;
import java.util.Optional;

/** Deals out strikes. What cannot be done to a cluster is not done. */
final class FaultActions {
  private static final int SLOW_DISK_MILLIS = 500;
  private static final int LATE_MILLIS_MAX = 3_000;

  /** Which beginning of a record is left; any is as good. */
  private static final long TEAR = 7;

  private final Cluster cluster;

  FaultActions(Cluster cluster) {
    this.cluster = cluster;
  }

  private <C extends Capability> Optional<C> can(Class<C> capability) {
    return cluster.capability(capability);
  }

  void begin(ScriptFault.Kind kind, String node) {
    switch (kind) {
      case KILLED -> can(Capability.Kill.class).ifPresent(c -> c.kill(node));
      case PAUSED -> can(Capability.Pause.class).ifPresent(c -> c.pause(node));
      case POWERLESS -> powerless(node);
      case CUT_OFF -> {
        cut(node, true);
        cut(node, false);
      }
      case DEAF -> cut(node, true);
      case MUTE -> cut(node, false);
      case SLOW_DISK -> trouble(node, Hardware.Disks.Trouble.SLOW, SLOW_DISK_MILLIS);
      case BAD_DISK -> trouble(node, Hardware.Disks.Trouble.WRITE, 0);
      case TORN -> torn(node);
      case LOSSY -> storm(333, 0, 0);
      case TWICE -> storm(0, 1000, 0);
      case LATE -> storm(0, 0, 500);
    }
  }

  void end(ScriptFault.Kind kind, String node) {
    switch (kind) {
      case KILLED, POWERLESS, TORN -> start(node);
      case PAUSED -> can(Capability.Pause.class).ifPresent(c -> c.resume(node));
      case CUT_OFF -> {
        heal(node, true);
        heal(node, false);
      }
      case DEAF -> heal(node, true);
      case MUTE -> heal(node, false);
      case SLOW_DISK, BAD_DISK -> {
        can(Hardware.Disks.class).ifPresent(c -> c.repair(node));
        start(node);
      }
      case LOSSY, TWICE, LATE -> can(Hardware.Network.class).ifPresent(Hardware.Network::restore);
    }
  }

  private void start(String node) {
    can(Capability.Kill.class).ifPresent(c -> c.start(node));
  }

  /** Both, so that nobody starts it but whoever ends this. */
  private void powerless(String node) {
    can(Hardware.Power.class).ifPresent(c -> c.crash(node, Hardware.Power.Loss.UNSYNCED, 0, 0));
    can(Capability.Kill.class).ifPresent(c -> c.kill(node));
  }

  private void torn(String node) {
    can(Capability.Kill.class).ifPresent(c -> c.kill(node));
    can(Capability.TornLog.class)
        .ifPresent(c -> c.tear(node, Capability.TornLog.Tear.PART_OF_RECORD, TEAR));
  }

  private void trouble(String node, Hardware.Disks.Trouble trouble, int amount) {
    can(Hardware.Disks.class).ifPresent(c -> c.trouble(node, trouble, amount));
  }

  private void storm(int loss, int twice, int late) {
    can(Hardware.Network.class).ifPresent(c -> c.worsen(loss, twice, late, LATE_MILLIS_MAX));
  }

  /**
   * @param to whether what comes to the node is cut; else what leaves it
   */
  private void cut(String node, boolean to) {
    Optional<Capability.Links> links = can(Capability.Links.class);
    for (String other : cluster.nodes()) {
      if (!other.equals(node)) {
        links.ifPresent(c -> c.cut(to ? other : node, to ? node : other));
      }
    }
  }

  private void heal(String node, boolean to) {
    Optional<Capability.Links> links = can(Capability.Links.class);
    for (String other : cluster.nodes()) {
      if (!other.equals(node)) {
        links.ifPresent(c -> c.heal(to ? other : node, to ? node : other, true));
      }
    }
  }
}
