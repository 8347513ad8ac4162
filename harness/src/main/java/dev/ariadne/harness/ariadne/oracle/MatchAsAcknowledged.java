package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;

/**
 * A leader takes nothing for held by a follower but what that one has acknowledged to it in this
 * very term (figure 2: matchIndex starts from 0): what was acknowledged to an earlier leader, or
 * earlier to the same one, may have been overwritten since. What a former incarnation of a member
 * has acknowledged, its successor need not hold.
 */
final class MatchAsAcknowledged {

  static final String NAME = "match-as-acknowledged";

  private final ViolationLog violations;

  MatchAsAcknowledged(ViolationLog violations) {
    this.violations = violations;
  }

  /** An acknowledgement is about to be given to a node. */
  void hears(ObservedNode leader, PeerClaim.Acknowledged claim) {
    if (claim.term() > leader.acknowledgedTerm) {
      leader.acknowledgedTerm = claim.term();
      leader.acknowledged.clear();
    }
    if (claim.term() == leader.acknowledgedTerm) {
      DiskIncarnation incarnation = new DiskIncarnation(claim.from(), claim.incarnation());
      leader.acknowledged.merge(incarnation, claim.match(), Math::max);
      // Of a learner the list of members does not tell which incarnation it is, until it is to
      // vote.
      DiskIncarnation anyLife = new DiskIncarnation(claim.from(), Member.UNKNOWN);
      leader.acknowledged.merge(anyLife, claim.match(), Math::max);
    }
    leader.toldByFollower = claim.from();
  }

  /** A leader has begun to change the members: who is new has acknowledged nothing yet. */
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

  /** A node that leads was touched by an acknowledgement. */
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
