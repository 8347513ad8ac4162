package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;

/**
 * A follower that has heard its leader within half an election timeout does not promise its vote to
 * another node and does not enter the term of a node that asks for votes. A handover by the leader
 * is the exception (4.2.3, 9.6).
 */
final class HoldsOffWhileLed {

  static final String NAME = "holds-off-while-led";

  private final ObservedBoot boot;

  HoldsOffWhileLed(ObservedBoot boot) {
    this.boot = boot;
  }

  /** The node sends a frame. */
  void sends(int to, Bytes frame) {
    if (!RaftFrames.isMessage(frame)
        || RaftFrames.kind(frame) != RaftFrames.PRE_VOTE_REPLY
        || !RaftFrames.grantsPreVote(frame)) {
      return;
    }
    ServerView view = boot.node.view();
    if (view != null
        && view.raft().role() == RoleName.FOLLOWER
        && boot.hasJustHeardItsLeader(boot.node.clock().nanos())
        && view.raft().term() == boot.heard.term()) {
      complain("promises its vote to node " + to);
    }
  }

  /** An event of the node is over. */
  void happened(ServerView view, long nowNanos) {
    long term = boot.delivered.term();
    if (boot.delivered.kind() == RaftFrames.VOTE
        && view.raft().term() == term
        && boot.termBefore < term
        && boot.roleBefore == RoleName.FOLLOWER
        && boot.hasJustHeardItsLeader(nowNanos)
        && boot.heard.term() == boot.termBefore) {
      complain("enters term " + term + " when it is asked for a vote");
    }
  }

  private void complain(String what) {
    boot.complain(
        NAME,
        "node %d %s, though it has a leader. It has just heard node %d, the leader of term %d."
            .formatted(boot.node.id(), what, boot.heard.id(), boot.heard.term()));
  }
}
