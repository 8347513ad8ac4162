package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Payload;

/** Who may stand for election, read from a node's own log. */
final class Voters {

  private Voters() {}

  /**
   * Whether it votes by the members in effect, or by those before a change that is not committed:
   * whom that takes out may be needed to bring it about (4.2.2).
   */
  static boolean mayStand(ServerView view) {
    NodeView raft = view.raft();
    if (votes(view, raft.membership())) {
      return true;
    }
    if (raft.membershipIndex() <= raft.commit()) {
      return false;
    }
    for (long i = raft.membershipIndex() - 1; i >= raft.firstIndex(); i--) {
      if (raft.entry(i).payload() instanceof Payload.Config(Membership before)) {
        return i <= raft.commit() && votes(view, before);
      }
      if (i == raft.snapshot().index()) {
        break;
      }
    }
    return votes(view, raft.snapshot().membership());
  }

  private static boolean votes(ServerView view, Membership membership) {
    return membership
        .member(view.identity().id())
        .filter(m -> m.votes() && m.incarnation() == view.identity().incarnation())
        .isPresent();
  }
}
