package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.List;

/** One boot of a node: the state that the {@link TimingRules} share. */
final class ObservedBoot {

  /**
   * A raft message that an event delivers.
   *
   * @param kind one of the kinds in {@code RaftFrames}
   * @param byMember true if the receiver knows this incarnation of the sender as a member. A
   *     message of a removed leader or of a former incarnation may be refused
   * @param term the term of the sender
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
   * The last leader that a node has heard as a follower.
   *
   * @param nanos the time of the message, by the node's own clock
   */
  record HeardLeader(int id, long term, long nanos) {}

  final SimNode node;
  private final SimWorld world;
  private final long tickNanos;

  /** Beats so far. */
  long beats;

  private long nextBeatNanos = Long.MIN_VALUE;

  /** The message that the current event has delivered. */
  Delivered delivered = Delivered.NOTHING;

  /** The leader that it heard last; null if it heard none. */
  HeardLeader heard;

  /** Its role after the event before. */
  RoleName roleBefore = RoleName.FOLLOWER;

  /** Its term after the event before. */
  long termBefore;

  /** The term in which it led at the last beat; 0 if it did not lead. */
  long leadsTerm;

  /** The voters that it counted with at the last beat. */
  private List<Integer> ledVoters = List.of();

  /** The beat at which it began to lead in this term with these voters. */
  long leadsSince;

  ObservedBoot(SimWorld world, SimNode node) {
    this.world = world;
    this.node = node;
    this.tickNanos = world.conditions().tickMillis() * 1_000_000;
  }

  /** Counts a beat if the last one was at least a tick ago. Returns true if it did. */
  boolean beats(long nowNanos) {
    if (nowNanos < nextBeatNanos) {
      return false;
    }
    nextBeatNanos = nowNanos + tickNanos;
    beats++;
    return true;
  }

  /** Records at a beat the term in which it leads, and its voters. */
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

  /** Records that the current event has delivered a message of the leader that it follows. */
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
