package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;

/**
 * A follower stands for election only after it has not heard its leader for half an election
 * timeout (3.4), or if the leader tells it to.
 *
 * <p>The rule allows half a timeout, because the first tick may come at once and a change of the
 * clock's rate shortens others.
 */
final class StandsAfterSilence {

  static final String NAME = "stands-after-silence";

  private final ObservedBoot boot;

  StandsAfterSilence(ObservedBoot boot) {
    this.boot = boot;
  }

  /** An event of the node is over. */
  void happened(ServerView view, long nowNanos) {
    RoleName role = view.raft().role();
    boolean stands =
        boot.roleBefore == RoleName.FOLLOWER
            && role != RoleName.FOLLOWER
            && role != RoleName.LEADER;
    if (stands
        && boot.delivered.kind() != RaftFrames.TIMEOUT_NOW
        && boot.hasJustHeardItsLeader(nowNanos)
        && isInItsTerm(view)) {
      boot.complain(
          NAME,
          "node %d stands for election in term %d too early. %d ms ago it heard node %d lead."
              .formatted(
                  boot.node.id(),
                  view.raft().term(),
                  (nowNanos - boot.heard.nanos()) / 1_000_000,
                  boot.heard.id()));
    }
  }

  /**
   * Returns true if it stands in the term of that leader or directly after. In any other term it
   * may have waited for another leader.
   */
  private boolean isInItsTerm(ServerView view) {
    boolean asksFirst = view.raft().role() == RoleName.PRE_CANDIDATE;
    return view.raft().term() == boot.heard.term() + (asksFirst ? 0 : 1);
  }
}
