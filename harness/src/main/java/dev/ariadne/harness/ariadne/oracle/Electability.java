package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Membership;
import java.util.Map;

/**
 * Decides whether a node may stand for election. It may if it is a voter in the members in effect
 * in its own log, or in the members before a change that is not committed. A node that the change
 * removes may still be needed to commit the change (4.2.2).
 */
final class Electability {

  private final CommittedEntries committed;

  Electability(CommittedEntries committed) {
    this.committed = committed;
  }

  /** Returns true if a node may stand for election, in its state at the last inspection. */
  boolean mayStand(ObservedNode node) {
    Map.Entry<Long, Membership> known = node.changes.floorEntry(node.view.commit());
    Membership before =
        known == null ? committed.membersAt(node.memory.first() - 1) : known.getValue();
    return votesIn(node.view.membership(), node.incarnation) || votesIn(before, node.incarnation);
  }

  private static boolean votesIn(Membership members, DiskIncarnation incarnation) {
    return members
        .member(incarnation.id())
        .filter(member -> member.votes() && member.incarnation() == incarnation.incarnation())
        .isPresent();
  }
}
