package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinksAround;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out the faults of a script. A fault that a cluster does not support is left out. */
final class FaultActions {
  private static final int SLOW_DISK_MILLIS = 500;
  private static final int LATE_MILLIS_MAX = 3_000;

  /** Decides the part of a record that is left. Any number is fine. */
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
      case CUT_OFF, DEAF, MUTE -> links(kind, node).forEach(this::cut);
      case SLOW_DISK -> trouble(node, Hardware.Disks.Trouble.SLOW, SLOW_DISK_MILLIS);
      case BAD_DISK -> trouble(node, Hardware.Disks.Trouble.WRITE, 0);
      case TORN -> torn(node);
      case LOSSY -> worsen(333, 0, 0);
      case TWICE -> worsen(0, 1000, 0);
      case LATE -> worsen(0, 0, 500);
    }
  }

  void end(ScriptFault.Kind kind, String node) {
    switch (kind) {
      case KILLED, POWERLESS, TORN -> start(node);
      case PAUSED -> can(Capability.Pause.class).ifPresent(c -> c.resume(node));
      case CUT_OFF, DEAF, MUTE -> links(kind, node).forEach(this::heal);
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

  /** Cuts the power and kills the node, so that only the end of this fault starts it again. */
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

  private void worsen(int loss, int twice, int late) {
    can(Hardware.Network.class).ifPresent(c -> c.worsen(loss, twice, late, LATE_MILLIS_MAX));
  }

  /** The links that such a fault cuts. */
  private List<Link> links(ScriptFault.Kind kind, String node) {
    List<Link> links = new ArrayList<>();
    if (kind != ScriptFault.Kind.MUTE) {
      links.addAll(LinksAround.into(List.of(node), cluster.nodes()));
    }
    if (kind != ScriptFault.Kind.DEAF) {
      links.addAll(LinksAround.outOf(List.of(node), cluster.nodes()));
    }
    return links;
  }

  private void cut(Link link) {
    can(Capability.Links.class).ifPresent(c -> c.cut(link.from(), link.to()));
  }

  private void heal(Link link) {
    can(Capability.Links.class).ifPresent(c -> c.heal(link.from(), link.to(), true));
  }
}
