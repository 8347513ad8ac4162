package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Membership;
import java.util.Map;

/**
 * Whether a node may stand for election: it votes by the members in effect in its own log, or by
 * those before a change that is not committed. A node that the change takes out may still be needed
 * to bring it about (4.2.2).
 */
final class Electability {

  private final CommittedEntries committed;

  Electability(CommittedEntries committed) {
    this.committed = committed;
  }

  /** Whether a node may, as it was last examined. */
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
