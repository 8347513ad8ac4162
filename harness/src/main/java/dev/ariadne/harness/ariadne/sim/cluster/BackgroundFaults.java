package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.Situation;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import java.util.List;
import java.util.Optional;

/**
 * Small faults, at any time and on top of whatever the nemesis does: a machine or a process crashes
 * and is started again by its supervisor, a link or a whole node is cut off for a while, in one
 * direction or both. The nemesis deals one fault after the other; what needs two at once, or a
 * restart in the middle of an election, comes from here. It ends with the heal.
 */
public final class BackgroundFaults {

  private enum SmallFault {
    NOTHING,
    POWER_CUT,
    KILL,
    LINK_CUT,
    WAY_CUT,
    NODE_CUT_OFF,
    LEADER_CUT_OFF,
    LEADER_CRASH,
    /** The node sends, and receives nothing. */
    NODE_DEAF,
    /** The node receives everything, and nothing that it sends arrives. */
    NODE_MUTE,
    LEADER_DEAF,
    LEADER_MUTE,
    /**
     * The leader is cut off, or deaf, until another one leads and a while longer; then it comes
     * back, and that one crashes or is cut off itself.
     */
    SUCCESSION,
    /** A process is asked to stop, hands its leadership over, and is started again. */
    STOP,
    /** Frames of another cluster come to a node, as from another one of this. */
    STRAYS
  }

  /** A fault of a node that has just become leader, or that leads while the members change. */
  private enum LeaderFault {
    NOTHING,
    CUT_OFF,
    CRASH,
    DEAF,
    MUTE,
    /** The leader hands over its leadership; only during a change of the members. */
    STOP
  }

  /** The most by which a term or an index of another cluster is greater. */
  private static final int STRAY_MORE_MAX = 3;

  private static final long MILLI = 1_000_000;

  private static final List<LeaderFault> NEW_LEADER_FAULTS =
      List.of(
          LeaderFault.NOTHING,
          LeaderFault.CUT_OFF,
          LeaderFault.CRASH,
          LeaderFault.DEAF,
          LeaderFault.MUTE);

  private static final List<LeaderFault> DURING_CHANGES =
      List.of(
          LeaderFault.STOP,
          LeaderFault.STOP,
          LeaderFault.CRASH,
          LeaderFault.CUT_OFF,
          LeaderFault.DEAF);

  /** One of so many changes that a leader makes is struck, in worlds that do that. */
  private static final int CHANGES_STRUCK_OF = 3;

  /** And one of so many requests to change: they are repeated until it is done. */
  private static final int REQUESTS_STRUCK_OF = 30;

  /**
   * So long after that moment at the most: before it is committed, or when a learner catches up.
   */
  private static final List<Integer> CHANGE_MILLIS_MAX = List.of(10, 100, 500);

  /** One new leader of so many is struck, in worlds that strike them. */
  private static final int NEW_LEADERS_STRUCK_OF = 3;

  /** A new leader is struck within so many milliseconds: before its first entry, or after. */
  private static final int NEW_LEADER_MILLIS_MAX = 30;

  /** For so long a leader is cut off at the most until there is another. */
  private static final long SUCCESSION_NANOS_MAX = 5_000_000_000L;

  /** A stop takes no longer, whatever it waits for. */
  private static final long STOP_NANOS_MAX = ServerOptions.LEAVE_MILLIS_MAX * MILLI;

  private static final long SUCCESSION_LOOK_NANOS = 20_000_000;

  private static final List<SmallFault> FAULTS = List.of(SmallFault.values());

  /** The times for which a node is down or a link is cut, all equally likely. */
  private static final List<Long> LENGTHS_MILLIS = List.of(1L, 5L, 20L, 100L, 500L, 2_000L);

  private final SimCluster cluster;
  private final SimWorld world;
  private final long betweenNanos;
  private final Decisions.Site gap;
  private final Decisions.Site fault;
  private final Decisions.Site victim;
  private final Decisions.Site other;
  private final Decisions.Site length;
  private final Decisions.Site lost;
  private final Decisions.Site newLeaderStruck;
  private final Decisions.Site newLeaderFault;
  private final Decisions.Site succession;
  private final Decisions.Site change;

  /** True if new leaders are struck. */
  private final boolean strikesNewLeaders;

  /** True if leaders are struck while the members change. */
  private final boolean strikesChanges;

  private boolean over;

  private BackgroundFaults(SimCluster cluster, long betweenMillis) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.betweenNanos = betweenMillis * MILLI;
    this.gap = world.decisions().site("unrest/gap");
    this.fault = world.decisions().site("unrest/accident");
    this.victim = world.decisions().site("unrest/victim");
    this.other = world.decisions().site("unrest/other");
    this.length = world.decisions().site("unrest/length");
    this.lost = world.decisions().site("unrest/lost");
    this.newLeaderStruck = world.decisions().site("unrest/greeted");
    this.newLeaderFault = world.decisions().site("unrest/greeting");
    this.succession = world.decisions().site("unrest/succession");
    this.change = world.decisions().site("unrest/change");
    this.strikesChanges = world.decisions().pick("unrest/strikes-changes", 0, 2) == 1;
    this.strikesNewLeaders = world.decisions().pick("unrest/greets", 0, 2) == 1;
  }

  /** Begins, if the world's conditions have it so. */
  static BackgroundFaults of(SimCluster cluster) {
    long betweenMillis = cluster.world().conditions().backgroundFaultMillis();
    BackgroundFaults faults = new BackgroundFaults(cluster, betweenMillis);
    faults.over = betweenMillis == 0;
    if (!faults.over && faults.strikesNewLeaders) {
      cluster.world().observe(faults.newLeaders());
    }
    if (!faults.over && faults.strikesChanges) {
      cluster.world().observe(faults.memberChanges());
    }
    faults.expectTheNext();
    return faults;
  }

  /** No more of it. */
  void end() {
    over = true;
  }

  private void expectTheNext() {
    if (!over) {
      long nanos = 1 + gap.pick((int) Math.min(2 * betweenNanos, Integer.MAX_VALUE));
      world.eventQueue().after(nanos, EventQueue.Kind.FAULT, 0, this::strike);
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
    switch (FAULTS.get(fault.pick(FAULTS.size()))) {
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
      case NODE_DEAF -> deaf(node, nanos);
      case NODE_MUTE -> mute(node, nanos);
      case LEADER_DEAF -> deaf(leaderOr(node), nanos);
      case LEADER_MUTE -> mute(leaderOr(node), nanos);
      case STOP -> stop(other.pick(2) == 0 ? node : leaderOr(node), nanos);
      case STRAYS -> stray(node, peer);
      case SUCCESSION -> cluster.leader().ifPresent(leader -> succeed(leader, nanos));
    }
    expectTheNext();
  }

  /** Sees who becomes leader. */
  private Observer newLeaders() {
    return new Observer() {
      @Override
      public void reported(SimWorld w, SimNode node, Event event) {
        if (!over
            && event.kind().equals("became-leader")
            && newLeaderStruck.pick(NEW_LEADERS_STRUCK_OF) == 1) {
          long nanos = (1 + newLeaderFault.pick(NEW_LEADER_MILLIS_MAX)) * MILLI;
          world.eventQueue().after(nanos, EventQueue.Kind.FAULT, 0, () -> strikeNewLeader(node));
        }
      }
    };
  }

  /** Sees when the members change: when it is asked for, when it is done, and who learns. */
  private Observer memberChanges() {
    return new Observer() {
      @Override
      public void asked(SimWorld w, SimNode node, Request request) {
        if (request instanceof Request.AddMember || request instanceof Request.RemoveMember) {
          strikeInChange(node, REQUESTS_STRUCK_OF);
        }
      }

      @Override
      public void reported(SimWorld w, SimNode node, Event event) {
        if (event.kind().equals("promoting") || event.kind().equals("members") && leads(node)) {
          strikeInChange(node, CHANGES_STRUCK_OF);
        }
      }
    };
  }

  private static boolean leads(SimNode node) {
    ServerView view = node.view();
    return view != null && view.raft().leader() == node.id();
  }

  private void strikeInChange(SimNode node, int oneOf) {
    if (!over && change.pick(oneOf) == 1) {
      int millisMax = CHANGE_MILLIS_MAX.get(change.pick(CHANGE_MILLIS_MAX.size()));
      LeaderFault what = DURING_CHANGES.get(change.pick(DURING_CHANGES.size()));
      long nanos = LENGTHS_MILLIS.get(change.pick(LENGTHS_MILLIS.size())) * MILLI;
      long after = 1 + change.pick(millisMax * (int) MILLI);
      world
          .eventQueue()
          .after(after, EventQueue.Kind.FAULT, 0, () -> strikeLeader(leaderOr(node), what, nanos));
    }
  }

  private void strikeLeader(SimNode node, LeaderFault what, long nanos) {
    if (!over && cluster.inService().contains(node)) {
      world.count(Situation.LEADER_STRUCK_IN_MEMBER_CHANGE);
      strike(node, what, nanos);
    }
  }

  private void strikeNewLeader(SimNode node) {
    if (over || !cluster.inService().contains(node)) {
      return;
    }
    long nanos = LENGTHS_MILLIS.get(length.pick(LENGTHS_MILLIS.size())) * MILLI;
    LeaderFault what = NEW_LEADER_FAULTS.get(newLeaderFault.pick(NEW_LEADER_FAULTS.size()));
    if (what != LeaderFault.NOTHING) {
      world.count(Situation.NEW_LEADER_STRUCK);
    }
    strike(node, what, nanos);
  }

  private void strike(SimNode node, LeaderFault what, long nanos) {
    switch (what) {
      case NOTHING -> {}
      case CUT_OFF -> cutOff(node, nanos);
      case CRASH -> crash(node, true, nanos);
      case DEAF -> deaf(node, nanos);
      case MUTE -> mute(node, nanos);
      case STOP -> stop(node, nanos);
    }
  }

  /**
   * A leader is cut off, with whatever its clients still tell it, until somebody else leads. If it
   * is only deaf, what they tell it is passed on, and may be committed without its knowledge.
   */
  private void succeed(Capability.Roles.Leader old, long nanos) {
    SimNode node = cluster.node(old.node());
    if (succession.pick(2) == 0) {
      cutOff(node, SUCCESSION_NANOS_MAX);
    } else {
      deaf(node, SUCCESSION_NANOS_MAX);
    }
    awaitSuccessor(node, old.term(), world.now() + SUCCESSION_NANOS_MAX, nanos);
  }

  private void awaitSuccessor(SimNode old, long term, long until, long nanos) {
    world
        .eventQueue()
        .after(
            SUCCESSION_LOOK_NANOS,
            EventQueue.Kind.FAULT,
            0,
            () -> {
              Optional<Capability.Roles.Leader> now = cluster.leader();
              boolean succeeded = now.isPresent() && now.get().term() > term;
              if (over) {
                return;
              }
              if (succeeded) {
                world
                    .eventQueue()
                    .after(nanos, EventQueue.Kind.FAULT, 0, () -> exchange(old, nanos));
              } else if (world.now() < until) {
                awaitSuccessor(old, term, until, nanos);
              }
            });
  }

  /** The old leader comes back, and the present one goes. */
  private void exchange(SimNode old, long nanos) {
    comeBack(old);
    Optional<Capability.Roles.Leader> now = cluster.leader();
    if (over || now.isEmpty() || now.get().node().equals(old.name())) {
      return;
    }
    world.count(Situation.SUCCESSOR_STRUCK);
    SimNode next = cluster.node(now.get().node());
    if (other.pick(2) == 0) {
      crash(next, true, nanos);
    } else {
      cutOff(next, nanos);
    }
  }

  private void comeBack(SimNode node) {
    for (SimNode peer : world.nodes()) {
      if (peer != node) {
        world.network().link(node.id(), peer.id()).unblock();
        world.network().link(peer.id(), node.id()).unblock();
      }
    }
  }

  private void stray(SimNode from, SimNode to) {
    if (from != to) {
      world.network().link(from.id(), to.id()).stray(1 + other.pick(STRAY_MORE_MAX));
    }
  }

  private void deaf(SimNode node, long nanos) {
    world.nodes().forEach(peer -> cut(peer, node, nanos));
  }

  private void mute(SimNode node, long nanos) {
    world.nodes().forEach(peer -> cut(node, peer, nanos));
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
    world.count(power ? Situation.BACKGROUND_POWER_CUT : Situation.BACKGROUND_KILL);
    if (power) {
      node.cutPower();
    } else {
      node.kill();
    }
    long boot = node.boot();
    world
        .eventQueue()
        .after(
            nanos,
            EventQueue.Kind.START,
            node.id(),
            () -> {
              // Whoever was killed meanwhile on somebody else's behalf is theirs to start.
              if (node.boot() == boot && !cluster.isHeldDown(node.name())) {
                cluster.restart(node.name());
              }
            });
  }

  /** As its supervisor would stop it; what it has not finished by then is killed with it. */
  private void stop(SimNode node, long nanos) {
    if (node.running() && !node.paused()) {
      world.count(Situation.BACKGROUND_STOP);
      long boot = node.boot();
      node.leave();
      world
          .eventQueue()
          .after(
              STOP_NANOS_MAX + nanos,
              EventQueue.Kind.START,
              node.id(),
              () -> {
                if (node.boot() == boot && !cluster.isHeldDown(node.name())) {
                  node.kill();
                  cluster.restart(node.name());
                }
              });
    }
  }

  private void cutOff(SimNode node, long nanos) {
    for (SimNode peer : world.nodes()) {
      cut(node, peer, nanos);
      cut(peer, node, nanos);
    }
  }

  private void cut(SimNode from, SimNode to, long nanos) {
    if (from != to) {
      world.count(Situation.BACKGROUND_LINK_CUT);
      world.network().link(from.id(), to.id()).block(world.now() + nanos, lost.pick(2) == 1);
    }
  }
}
