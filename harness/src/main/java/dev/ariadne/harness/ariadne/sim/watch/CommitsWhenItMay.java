package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.Arrays;
import java.util.List;

/**
 * What may be committed is committed in the event that makes it possible. A leader commits the last
 * entry of its term that a majority of its voters is known to hold (3.6.2). Its heartbeats tell
 * each follower what of that it holds, and the follower then counts as much as committed.
 */
final class CommitsWhenItMay {

  static final String NAME = "commits-when-it-may";

  private final ObservedBoot boot;

  /** The commit index that the heartbeat of this event tells, 0 if it delivers none. */
  private long told;

  private long toldInTerm;

  /** The voters of the leader when it was last judged. */
  private List<Integer> voters = List.of();

  /**
   * An index that a majority of the voters came to hold since there are fewer of them. A leader
   * counts again when it next hears of more.
   */
  private long reachedByRemoval;

  CommitsWhenItMay(ObservedBoot boot) {
    this.boot = boot;
  }

  /** The node is about to receive a message from a member, which is for its incarnation. */
  void hears(Bytes frame, ServerView view) {
    if (RaftFrames.kind(frame) == RaftFrames.HEARTBEAT && view.raft().fault().isEmpty()) {
      told = RaftFrames.heartbeatCommit(frame);
      toldInTerm = RaftFrames.term(frame);
    }
  }

  /** The node sends a message. */
  void sends(int to, Bytes frame, ServerView view) {
    if (RaftFrames.kind(frame) != RaftFrames.HEARTBEAT
        || view.raft().role() != RoleName.LEADER
        || view.raft().term() != RaftFrames.term(frame)) {
      return;
    }
    long holds = Math.min(view.raft().match(to), view.raft().commit());
    if (RaftFrames.heartbeatCommit(frame) < holds) {
      boot.complain(
          NAME,
          "node %d, leader in term %d, tells node %d that entries up to %d are committed; %d are,"
                  .formatted(
                      boot.node.id(),
                      view.raft().term(),
                      to,
                      RaftFrames.heartbeatCommit(frame),
                      view.raft().commit())
              + " and that node holds entries up to %d".formatted(view.raft().match(to)));
    }
  }

  /** An event of the node is over. */
  void happened(ServerView view) {
    if (told > 0
        && view.raft().term() == toldInTerm
        && view.raft().role() == RoleName.FOLLOWER
        && view.raft().fault().isEmpty()
        && told <= view.raft().lastIndex()
        && view.raft().commit() < told) {
      boot.complain(
          NAME,
          "node %d was told in term %d that entries up to %d are committed, holds them, and counts"
                  .formatted(boot.node.id(), toldInTerm, told)
              + " only those up to %d".formatted(view.raft().commit()));
    }
    told = 0;
    if (view.raft().role() == RoleName.LEADER && view.raft().commit() < view.raft().lastIndex()) {
      judgeLeader(view);
    }
  }

  private void judgeLeader(ServerView view) {
    List<Integer> now = view.raft().membership().voters();
    boolean changed = !now.equals(voters);
    voters = now;
    long[] held = new long[voters.size()];
    for (int i = 0; i < held.length; i++) {
      int voter = voters.get(i);
      held[i] = voter == boot.node.id() ? view.raft().stable() : view.raft().match(voter);
    }
    Arrays.sort(held);
    long reached = held.length == 0 ? 0 : held[(held.length - 1) / 2];
    if (changed) {
      reachedByRemoval = reached;
    }
    if (reached > reachedByRemoval
        && reached > view.raft().commit()
        && view.raft().term(reached) == view.raft().term()) {
      boot.complain(
          NAME,
          "node %d, leader in term %d, knows that a majority of its voters %s holds entry %d, and"
                  .formatted(boot.node.id(), view.raft().term(), voters, reached)
              + " counts only those up to %d as committed".formatted(view.raft().commit()));
    }
  }

  /** The node is paused: what was delivered is looked at later. */
  void forget() {
    told = 0;
  }
}
