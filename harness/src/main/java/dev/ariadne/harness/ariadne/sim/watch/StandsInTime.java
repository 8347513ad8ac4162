package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;

/**
 * A voter that has heard no leader for three election timeouts, and has not voted, is no longer a
 * follower (3.4). So it does not wait for ever.
 */
final class StandsInTime {

  static final String NAME = "stands-in-time";

  /**
   * Three election timeouts: a follower waits for less than two, and the third allows for beats
   * that are closer than ticks.
   */
  private static final long BEATS_MAX = 3L * ServerOptions.ELECTION_TICKS;

  private final ObservedBoot boot;
  private final SimOracles oracles;

  /** The last beat in which there was a reason not to stand for election. */
  private long stillSince;

  StandsInTime(ObservedBoot boot, SimOracles oracles) {
    this.boot = boot;
    this.oracles = oracles;
  }

  /** The node is about to receive a frame. */
  void hears(Bytes frame) {
    if (RaftFrames.isFromALeader(frame)) {
      stillSince = boot.beats;
    }
  }

  /** An event of the node is over. */
  void happened(ServerView view) {
    int kind = boot.delivered.kind();
    boolean hasVoted =
        (kind == RaftFrames.VOTE || kind == RaftFrames.VOTE_BY_TRANSFER)
            && view.raft().vote() == boot.delivered.from();
    if (hasVoted
        || view.raft().role() != boot.roleBefore
        || view.raft().term() != boot.termBefore) {
      stillSince = boot.beats;
    }
  }

  /** A beat of the node is over. */
  void beat(ServerView view) {
    long still = boot.beats - stillSince;
    if (still <= BEATS_MAX || view.raft().role() != RoleName.FOLLOWER) {
      return;
    }
    stillSince = boot.beats; // A complaint is made once.
    if (oracles.mayStand(boot.node)) {
      boot.complain(
          NAME,
          "node %d, a voter, does not stand for election. It is a follower in term %d and has heard"
                  .formatted(boot.node.id(), view.raft().term())
              + " no leader for "
              + still
              + " ticks.");
    }
  }
}
