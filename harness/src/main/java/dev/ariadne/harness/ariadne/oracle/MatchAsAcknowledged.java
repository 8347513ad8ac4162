package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;

/**
 * A leader counts an entry as held by a follower only if the follower has acknowledged it to this
 * leader in this term (figure 2: matchIndex starts from 0). Entries that it acknowledged in an
 * earlier term may have been overwritten since. Entries that a former incarnation of the member
 * acknowledged may be missing on the disk of the present one.
 */
final class MatchAsAcknowledged {

  static final String NAME = "match-as-acknowledged";

  private final ViolationLog violations;

  MatchAsAcknowledged(ViolationLog violations) {
    this.violations = violations;
  }

  /** A node is about to receive an acknowledgement. */
  void hears(ObservedNode leader, PeerClaim.Acknowledged claim) {
    if (claim.term() > leader.acknowledgedTerm) {
      leader.acknowledgedTerm = claim.term();
      leader.acknowledged.clear();
    }
    if (claim.term() == leader.acknowledgedTerm) {
      DiskIncarnation incarnation = new DiskIncarnation(claim.from(), claim.incarnation());
      leader.acknowledged.merge(incarnation, claim.match(), Math::max);
      // The list of members does not name the incarnation of a learner before it becomes a voter.
      DiskIncarnation anyLife = new DiskIncarnation(claim.from(), Member.UNKNOWN);
      leader.acknowledged.merge(anyLife, claim.match(), Math::max);
    }
    leader.toldByFollower = claim.from();
  }

  /** A leader has begun a membership change. A new member has not acknowledged anything yet. */
  void changes(ObservedNode leader, Membership before, Membership after) {
    for (Member member : after.members()) {
      if (before.member(member.id()).isEmpty()) {
        leader.acknowledged.remove(new DiskIncarnation(member.id(), Member.UNKNOWN));
      }
    }
    looksAtAll(leader);
  }

  /** A node has just become leader. */
  void elected(ObservedNode leader) {
    looksAtAll(leader);
  }

  private void looksAtAll(ObservedNode leader) {
    for (Member member : leader.view.membership().members()) {
      look(leader, member.id());
    }
  }

  /** A leader has received an acknowledgement. */
  void looked(ObservedNode leader) {
    look(leader, leader.toldByFollower);
  }

  private void look(ObservedNode leader, int follower) {
    if (follower == leader.incarnation.id()) {
      return;
    }
    long term = leader.view.term();
    long known =
        leader.view.membership().member(follower).map(Member::incarnation).orElse(Member.UNKNOWN);
    DiskIncarnation incarnation = new DiskIncarnation(follower, known);
    long claim =
        leader.acknowledgedTerm == term ? leader.acknowledged.getOrDefault(incarnation, 0L) : 0;
    long match = leader.view.match(follower);
    if (match > claim) {
      violations.add(
          NAME,
          "%s, the leader of term %d, counts the entries up to %d as held by node %d, but that node"
              + " has not acknowledged them. In this term it has acknowledged %s to the leader.",
          leader.incarnation,
          term,
          match,
          follower,
          claim == 0 ? "no entry" : "the entries up to " + claim);
    }
  }
}
