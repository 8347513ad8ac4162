package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.StringJoiner;

/**
 * An entry that a leader counts as committed is in the durable images of a majority of the voters
 * that it counts with. The leader itself may be one of them. The entry is of the leader's own term
 * (3.6.2, figure 8).
 */
final class CommitOnQuorum {

  static final String NAME = "commit-on-quorum";

  private final ViolationLog violations;
  private final DiskIncarnations incarnations;

  CommitOnQuorum(ViolationLog violations, DiskIncarnations incarnations) {
    this.violations = violations;
    this.incarnations = incarnations;
  }

  /**
   * A leader is the first to commit the entries up to an index.
   *
   * @param members the members before this event, because a change may have followed the commit in
   *     the same event
   * @param entryTerm the term of the entry at the index in the leader's log
   */
  void counts(ObservedNode leader, Membership members, long index, long entryTerm) {
    long term = leader.view.term();
    if (entryTerm != term) {
      violations.add(
          NAME,
          "%s, the leader of term %d, counts entry %d as committed, but the entry is of term %d."
              + " A leader may count copies only of entries of its own term.",
          leader.incarnation,
          term,
          index,
          entryTerm);
    }
    leader.log.tellEntries(index);
    Membership now = leader.view.membership();
    if (!isHeld(now, index, entryTerm) && !isHeld(members, index, entryTerm)) {
      violations.add(
          NAME,
          "%s counts entry %d of term %d as committed, but no majority of the voters has it on"
              + " disk: %s.",
          leader.incarnation,
          index,
          entryTerm,
          held(now, index, entryTerm));
    }
  }

  private boolean isHeld(Membership membership, long index, long term) {
    int voters = 0;
    int holding = 0;
    for (Member member : membership.members()) {
      if (member.votes()) {
        voters++;
        holding += holds(member, index, term) ? 1 : 0;
      }
    }
    return holding > voters / 2;
  }

  private boolean holds(Member member, long index, long term) {
    ObservedNode observed = incarnations.of(new DiskIncarnation(member.id(), member.incarnation()));
    if (observed == null) {
      return false;
    }
    if (observed.view != null) {
      observed.log.refresh();
    }
    return observed.log.proves(index, term);
  }

  private String held(Membership membership, long index, long term) {
    StringJoiner text = new StringJoiner("; ");
    for (Member member : membership.members()) {
      if (member.votes()) {
        ObservedNode observed =
            incarnations.of(new DiskIncarnation(member.id(), member.incarnation()));
        String node = "node " + member.id();
        if (observed == null) {
          text.add(node + " has never served");
        } else if (holds(member, index, term)) {
          text.add(node + " has it");
        } else {
          TermsAndHashes entries = observed.log.entries();
          text.add(
              entries.holds(index)
                  ? node + " has an entry of term " + entries.term(index) + " there"
                  : "the log of " + node + " ends at entry " + observed.log.lastIndex());
        }
      }
    }
    return text.toString();
  }
}
