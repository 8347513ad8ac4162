package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.List;

/** One boot of a node: what the {@link TimingRules} know of it together. */
final class ObservedBoot {

  /**
   * A message of raft's that an event delivers.
   *
   * @param kind one of those in {@code RaftFrames}
   * @param byMember whether the receiver knows the sender, by its incarnation, as a member; what a
   *     removed leader or a former incarnation of a member still sends may be refused
   * @param term the sender's
   */
  record Delivered(int kind, int from, boolean byMember, long term) {

    static final Delivered NOTHING = new Delivered(0, 0, false, 0);

    private boolean isFromTheLeaderOf(ServerView view) {
      return (kind == RaftFrames.APPEND || kind == RaftFrames.HEARTBEAT)
          && view.raft().leader() == from
          && view.raft().term() == term;
    }
  }

  /**
   * The leader that a node has last heard while it followed it.
   *
   * @param nanos when that was, by the node's own clock
   */
  record HeardLeader(int id, long term, long nanos) {}

  final SimNode node;
  private final SimWorld world;
  private final long tickNanos;

  /** Beats so far. */
  long beats;

  private long nextBeatNanos = Long.MIN_VALUE;

  /** The message that the event under way has delivered. */
  Delivered delivered = Delivered.NOTHING;

  /** The leader that it has heard last; null if it has heard none. */
  HeardLeader heard;

  /** Its role and its term after the event before. */
  RoleName roleBefore = RoleName.FOLLOWER;

  long termBefore;

  /** The term in which it led at the last beat, 0 if it did not. */
  long leadsTerm;

  /** The voters that it counted with then. */
  private List<Integer> ledVoters = List.of();

  /** The beat since which it leads in this term with these voters. */
  long leadsSince;

  ObservedBoot(SimWorld world, SimNode node) {
    this.world = world;
    this.node = node;
    this.tickNanos = world.conditions().tickMillis() * 1_000_000;
  }

  /** Counts a beat if the last one was at least a tick ago; whether it did. */
  boolean beats(long nowNanos) {
    if (nowNanos < nextBeatNanos) {
      return false;
    }
    nextBeatNanos = nowNanos + tickNanos;
    beats++;
    return true;
  }

  /** Notes at a beat whether it leads, and with whom. */
  void noteLeadership(ServerView view) {
    long term = view.raft().role() == RoleName.LEADER ? view.raft().term() : 0;
    List<Integer> voters = view.raft().membership().voters();
    if (term != leadsTerm || !voters.equals(ledVoters)) {
      // A leader of fewer voters than before may owe more of a majority than ever before.
      leadsTerm = term;
      ledVoters = voters;
      leadsSince = beats;
    }
  }

  /** Notes that the event under way has delivered something from the leader that it follows. */
  void noteLeader(ServerView view, long nowNanos) {
    if (view.raft().role() == RoleName.FOLLOWER
        && delivered.isFromTheLeaderOf(view)
        && delivered.byMember()) {
      heard = new HeardLeader(delivered.from(), delivered.term(), nowNanos);
    }
  }

  /**
   * Returns true if the node has heard a leader within half an election timeout, by its own clock.
   */
  boolean hasJustHeardItsLeader(long nowNanos) {
    return heard != null && nowNanos - heard.nanos() < ServerOptions.ELECTION_TICKS / 2 * tickNanos;
  }

  void complain(String rule, String text) {
    world.complain(rule, text);
  }
}
