package dev.ariadne.harness.ariadne.sim;

import java.util.List;

/**
 * Small accidents, at any time and on top of whatever the nemesis does: a machine or a process
 * crashes and is started again by its supervisor, a link or a whole node is cut off for a while, in
 * one direction or both. The nemesis deals one fault after the other; what needs two at once, or a
 * restart in the middle of an election, comes from here. It ends with the heal.
 */
final class Unrest {

  private enum Accident {
    NOTHING,
    POWER_CUT,
    KILL,
    LINK_CUT,
    WAY_CUT,
    NODE_CUT_OFF,
    LEADER_CUT_OFF,
    LEADER_CRASH
  }

  private static final List<Accident> ACCIDENTS = List.of(Accident.values());

  private static final long MILLI = 1_000_000;

  /** How long a node is down, or a link cut; each as likely as the next. */
  private static final List<Long> LENGTHS_MILLIS = List.of(1L, 5L, 20L, 100L, 500L, 2_000L);

  private final SimCluster cluster;
  private final SimWorld world;
  private final long betweenNanos;
  private final Decisions.Site gap;
  private final Decisions.Site accident;
  private final Decisions.Site victim;
  private final Decisions.Site other;
  private final Decisions.Site length;
  private final Decisions.Site lost;
  private boolean over;

  private Unrest(SimCluster cluster, long betweenMillis) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.betweenNanos = betweenMillis * MILLI;
    this.gap = world.decisions().site("unrest/gap");
    this.accident = world.decisions().site("unrest/accident");
    this.victim = world.decisions().site("unrest/victim");
    this.other = world.decisions().site("unrest/other");
    this.length = world.decisions().site("unrest/length");
    this.lost = world.decisions().site("unrest/lost");
  }

  /** Begins, if the world's conditions have it so. */
  static Unrest of(SimCluster cluster) {
    long betweenMillis = cluster.world().conditions().unrestMillis();
    Unrest unrest = new Unrest(cluster, betweenMillis);
    unrest.over = betweenMillis == 0;
    unrest.expectTheNext();
    return unrest;
  }

  /** No more of it. */
  void end() {
    over = true;
  }

  private void expectTheNext() {
    if (!over) {
      long nanos = 1 + gap.pick((int) Math.min(2 * betweenNanos, Integer.MAX_VALUE));
      world.timeline().after(nanos, Timeline.Kind.FAULT, 0, this::strike);
    }
  }

  private void strike() {
    if (over) {
      return;
    }
    List<SimNode> nodes = cluster.inService();
    SimNode node = nodes.get(victim.pick(nodes.size()));
    SimNode peer = nodes.get(other.pick(nodes.size()));
    long nanos = LENGTHS_MILLIS.get(length.pick(LENGTHS_MILLIS.size())) * MILLI;
    switch (ACCIDENTS.get(accident.pick(ACCIDENTS.size()))) {
      case NOTHING -> {}
      case POWER_CUT -> crash(node, true, nanos);
      case KILL -> crash(node, false, nanos);
      case LINK_CUT -> {
        cut(node, peer, nanos);
        cut(peer, node, nanos);
      }
      case WAY_CUT -> cut(node, peer, nanos);
      case NODE_CUT_OFF -> cutOff(node, nanos);
      case LEADER_CUT_OFF -> cutOff(leaderOr(node), nanos);
      case LEADER_CRASH -> crash(leaderOr(node), true, nanos);
    }
    expectTheNext();
  }

  private SimNode leaderOr(SimNode node) {
    return cluster
        .leader()
        .map(leader -> cluster.node(leader.node()))
        .filter(leader -> cluster.inService().contains(leader))
        .orElse(node);
  }

  private void crash(SimNode node, boolean power, long nanos) {
    if (!node.running()) {
      return;
    }
    world.count(power ? "unrest-power-cuts" : "unrest-kills");
    if (power) {
      node.cutPower();
    } else {
      node.kill();
    }
    long life = node.life();
    world
        .timeline()
        .after(
            nanos,
            Timeline.Kind.START,
            node.id(),
            () -> {
              // Whoever was killed meanwhile on somebody else's behalf is theirs to start.
              if (node.life() == life && !cluster.isHeldDown(node.name())) {
                cluster.revive(node.name());
              }
            });
  }

  private void cutOff(SimNode node, long nanos) {
    for (SimNode peer : world.nodes()) {
      cut(node, peer, nanos);
      cut(peer, node, nanos);
    }
  }

  private void cut(SimNode from, SimNode to, long nanos) {
    if (from != to) {
      world.count("unrest-links-cut");
      world.network().wire(from.id(), to.id()).block(world.now() + nanos, lost.pick(2) == 1);
    }
  }
}
