package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Membership;
import java.util.List;

/**
 * Members change one at a time. A leader begins a change only after the change before is committed,
 * and after an entry of its own term is committed (4.1; Ongaro, raft-dev, 2015). Two majorities
 * always have a common member. A new voter has caught up, so that it does not delay commits
 * (4.2.1). A leader whose removal is committed no longer leads.
 */
final class MembershipRules {

  static final String NAME = "one-membership-change";

  private final ViolationLog violations;
  private final CommittedEntries committed;

  MembershipRules(ViolationLog violations, CommittedEntries committed) {
    this.violations = violations;
    this.committed = committed;
  }

  /** A leader begins a round of heartbeats. */
  void beginsRound(ObservedNode leader, long round) {
    if (round > leader.round) {
      leader.round = round;
      leader.committedAtRoundBefore = leader.committedAtRound;
      leader.committedAtRound = leader.view.commit();
    }
  }

  /** A leader has appended a membership change at an index of its log. */
  void begins(ObservedNode leader, long index, Membership before, Membership after) {
    NodeView view = leader.view;
    if (leader.changeIndex > view.commit()) {
      violations.add(
          NAME,
          "%s begins a membership change at entry %d in term %d too early: the change at entry %d"
              + " is not committed yet. The leader's commit index is %d.",
          leader.incarnation,
          index,
          view.term(),
          leader.changeIndex,
          view.commit());
    }
    if (view.commit() >= view.firstIndex() - 1 && view.termAt(view.commit()) != view.term()) {
      violations.add(
          NAME,
          "%s begins a membership change at entry %d in term %d too early: it has not committed an"
              + " entry of this term yet. Its last committed entry is %d of term %d.",
          leader.incarnation,
          index,
          view.term(),
          view.commit(),
          view.termAt(view.commit()));
    }
    for (int id : after.voters()) {
      if (!before.isVoter(id) && view.match(id) < leader.committedAtRoundBefore) {
        violations.add(
            NAME,
            "%s makes node %d a voter at entry %d of term %d too early: that node has not caught"
                + " up. It has acknowledged the entries up to %d. Two rounds of heartbeats ago the"
                + " entries up to %d were committed.",
            leader.incarnation,
            id,
            index,
            view.term(),
            view.match(id),
            leader.committedAtRoundBefore);
      }
    }
    if (canPart(before.voters(), after.voters())) {
      violations.add(
          NAME,
          "%s changes too many voters at once: from %s to %s, at entry %d. A majority of the old"
              + " voters and a majority of the new voters may have no common member.",
          leader.incarnation,
          before.voters(),
          after.voters(),
          index);
    }
  }

  /**
   * An event that touched a leader has ended. After its own removal is committed, a node no longer
   * leads (4.2.2).
   */
  void leads(ObservedNode leader) {
    NodeView view = leader.view;
    boolean changing = !leader.changes.isEmpty() && leader.changes.lastKey() > view.commit();
    if (!changing && !view.membership().voters().contains(leader.incarnation.id())) {
      violations.add(
          NAME,
          "%s still leads in term %d, but its removal is committed. The committed voters are %s.",
          leader.incarnation,
          view.term(),
          view.membership().voters());
    }
  }

  /** A majority of the members that a node knows has elected it. */
  void elected(ObservedNode leader) {
    List<Integer> known = leader.view.membership().voters();
    List<Integer> last = committed.membersAt(committed.last()).voters();
    if (!last.isEmpty() && canPart(known, last)) {
      violations.add(
          NAME,
          "%s is elected in term %d by a majority of the wrong voters. It counts with the voters"
              + " %s; the committed voters are %s. A majority of the former and a majority of the"
              + " latter may have no common member.",
          leader.incarnation,
          leader.view.term(),
          known,
          last);
    }
  }

  /**
   * Returns true if a majority of one list and a majority of the other may have no common member.
   */
  static boolean canPart(List<Integer> one, List<Integer> other) {
    long common = one.stream().filter(other::contains).count();
    long neededOfOne = Math.max(0, one.size() / 2 + 1 - (one.size() - common));
    long neededOfOther = Math.max(0, other.size() / 2 + 1 - (other.size() - common));
    return neededOfOne + neededOfOther <= common;
  }
}
