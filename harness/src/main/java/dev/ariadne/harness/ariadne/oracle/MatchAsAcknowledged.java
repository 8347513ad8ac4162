package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Member;

/**
 * A leader takes nothing for held by a follower but what that one has acknowledged to it in this
 * very term (figure 2: matchIndex starts from 0): what was acknowledged to an earlier leader, or
 * earlier to the same one, may have been overwritten since.
 */
final class MatchAsAcknowledged {

  static final String NAME = "match-as-acknowledged";

  private final Complaints complaints;

  MatchAsAcknowledged(Complaints complaints) {
    this.complaints = complaints;
  }

  /** An acknowledgement is about to be given to a node. */
  void hears(Witness leader, Said.Acknowledged said) {
    if (said.term() > leader.acknowledgedTerm) {
      leader.acknowledgedTerm = said.term();
      leader.acknowledged.clear();
    }
    if (said.term() == leader.acknowledgedTerm) {
      leader.acknowledged.merge(said.from(), said.match(), Math::max);
    }
    leader.toldByFollower = said.from();
  }

  /** A node has just become leader. */
  void elected(Witness leader) {
    for (Member member : leader.view.membership().members()) {
      look(leader, member.id());
    }
  }

  /** A node that leads was touched by an acknowledgement. */
  void looked(Witness leader) {
    look(leader, leader.toldByFollower);
  }

  private void look(Witness leader, int follower) {
    if (follower == leader.life.id()) {
      return;
    }
    long term = leader.view.term();
    long said =
        leader.acknowledgedTerm == term ? leader.acknowledged.getOrDefault(follower, 0L) : 0;
    long match = leader.view.match(follower);
    if (match > said) {
      complaints.add(
          NAME,
          "%s, leader in term %d, takes all up to entry %d for held by node %d, which has"
              + " acknowledged %s in this term",
          leader.life,
          term,
          match,
          follower,
          said == 0 ? "nothing" : "all up to entry " + said);
    }
  }
}
