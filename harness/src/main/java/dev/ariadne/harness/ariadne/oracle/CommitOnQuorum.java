package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;

/**
 * When a leader counts an entry as committed, the durable images of a majority of the voters that
 * it counts with hold it, its own perhaps among them; and the entry is of its own term (3.6.2,
 * figure 8).
 */
final class CommitOnQuorum {

  static final String NAME = "commit-on-quorum";

  private final ViolationLog complaints;
  private final DiskIncarnations lives;

  CommitOnQuorum(ViolationLog complaints, DiskIncarnations lives) {
    this.complaints = complaints;
    this.lives = lives;
  }

  /**
   * A leader has committed up to an index, the first to do so.
   *
   * @param members before this very event, in which a change may have followed the commit
   * @param entryTerm of the entry at the index in its log
   */
  void counts(ObservedNode leader, Membership members, long index, long entryTerm) {
    long term = leader.view.term();
    if (entryTerm != term) {
      complaints.add(
          NAME,
          "%s, leader in term %d, counts entry %d as committed, which is of term %d: copies of an"
              + " earlier term's entry prove nothing",
          leader.life,
          term,
          index,
          entryTerm);
    }
    leader.log.tellEntries(index);
    Membership now = leader.view.membership();
    if (!isHeld(now, index, entryTerm) && !isHeld(members, index, entryTerm)) {
      complaints.add(
          NAME,
          "%s counts entry %d of term %d as committed; on the disks of the voters:%s",
          leader.life,
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
    ObservedNode witness = lives.of(new DiskIncarnation(member.id(), member.incarnation()));
    if (witness == null) {
      return false;
    }
    if (witness.view != null) {
      witness.log.refresh();
    }
    return witness.log.proves(index, term);
  }

  private String held(Membership membership, long index, long term) {
    StringBuilder text = new StringBuilder();
    for (Member member : membership.members()) {
      if (member.votes()) {
        ObservedNode witness = lives.of(new DiskIncarnation(member.id(), member.incarnation()));
        text.append(" node ").append(member.id());
        if (witness == null) {
          text.append(" has never served;");
        } else if (holds(member, index, term)) {
          text.append(" holds it;");
        } else {
          TermsAndHashes entries = witness.log.entries();
          text.append(
              entries.holds(index)
                  ? " has one of term " + entries.term(index) + ";"
                  : " ends at " + witness.log.lastIndex() + ";");
        }
      }
    }
    return text.toString();
  }
}
