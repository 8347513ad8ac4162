package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.SimNetwork;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import java.util.List;

/** A leader that does not hear from a majority for two election timeouts steps down (6.2). */
final class LeadsWithQuorum {

  static final String NAME = "leads-with-a-quorum";

  /** Two election timeouts in beats, and the beats by which an answer may be late. */
  private static final long BEATS_MAX =
      2L * ServerOptions.ELECTION_TICKS + AnswersInTime.BEATS_OF_GRACE;

  private final ObservedBoot boot;

  /** The beat in which each peer was last heard. */
  private final long[] heardOf = new long[SimNetwork.NODES_MAX];

  /** The beat of the last complaint. */
  private long complainedAt;

  LeadsWithQuorum(ObservedBoot boot) {
    this.boot = boot;
  }

  /** The node is about to receive a frame of any kind. */
  void hears(int from) {
    heardOf[from] = boot.beats;
  }

  /** A beat of the node is over. */
  void beat(ServerView view) {
    long since = Math.max(boot.leadsSince, complainedAt);
    if (boot.leadsTerm == 0 || boot.beats - since < BEATS_MAX) {
      return;
    }
    List<Integer> voters = view.raft().membership().voters();
    long heard =
        voters.stream()
            .filter(voter -> voter == boot.node.id() || boot.beats - heardOf[voter] < BEATS_MAX)
            .count();
    if (2 * heard <= voters.size()) {
      complainedAt = boot.beats;
      boot.complain(
          NAME,
          "node %d still leads in term %d without a majority. In the last %d ticks it has heard"
                  .formatted(boot.node.id(), boot.leadsTerm, BEATS_MAX)
              + " from only %d of the %d voters. A leader that votes counts itself."
                  .formatted(heard, voters.size()));
    }
  }
}
