package dev.ariadne.harness.ariadne.oracle;

/**
 * A promise is on a node's disk before the node sends it (3.8). Promises are: its own vote when it
 * asks for votes, a vote that it grants, and the entries that it acknowledges. The oracle compares
 * the frames that leave the node with the durable image. It reads both on its own.
 */
final class DurableBeforeSent {

  static final String NAME = "durable-before-said";

  private final ViolationLog violations;

  DurableBeforeSent(ViolationLog violations) {
    this.violations = violations;
  }

  /** A vote leaves its node. */
  void votes(ObservedNode voter, long term, int candidate) {
    DurableLog disk = voter.log;
    disk.refresh();
    // With a later term on disk, the node cannot break a promise of this term any more.
    if (disk.term() < term || disk.term() == term && disk.vote() != candidate) {
      violations.add(
          NAME,
          "%s sends its vote for node %d in term %d, but the vote is not on its disk. Its disk has"
              + " term %d with %s.",
          voter.incarnation,
          candidate,
          term,
          disk.term(),
          disk.vote() == 0 ? "no vote" : "a vote for node " + disk.vote());
    }
    disk.tellVote(term, candidate);
  }

  /**
   * An acknowledgement leaves its node.
   *
   * @param leader the leader of the term; null if it is unknown or no longer leads in this term
   */
  void acknowledges(ObservedNode follower, long term, long match, ObservedNode leader) {
    DurableLog disk = follower.log;
    disk.refresh();
    if (disk.term() < term) {
      violations.add(
          NAME,
          "%s acknowledges the entries up to %d in term %d, but this term is not on its disk. Its"
              + " disk has term %d.",
          follower.incarnation,
          match,
          term,
          disk.term());
    }
    if (disk.lastIndex() < match) {
      violations.add(
          NAME,
          "%s acknowledges the entries up to %d in term %d, but they are not all on its disk. The"
              + " log on its disk ends at entry %d.",
          follower.incarnation,
          match,
          term,
          disk.lastIndex());
      return;
    }
    disk.tellEntries(match);
    // In a later term the entries in memory may already be those of another leader. The disk still
    // has the saved entries of this term.
    if (follower.view == null || follower.view.term() == term) {
      compare(follower, term, match, follower.termInMemory(match), "In its memory it");
    }
    if (leader != null) {
      compare(
          follower,
          term,
          match,
          leader.termInMemory(match),
          "In the log of the leader, " + leader.incarnation + ", it");
    }
  }

  private void compare(
      ObservedNode follower, long term, long match, long wanted, String elsewhere) {
    TermsAndHashes entries = follower.log.entries();
    if (wanted >= 0 && entries.holds(match) && entries.term(match) != wanted) {
      violations.add(
          NAME,
          "%s acknowledges the entries up to %d in term %d, but its disk has another entry %d. On"
              + " its disk the entry is of term %d. %s is of term %d.",
          follower.incarnation,
          match,
          term,
          match,
          entries.term(match),
          elsewhere,
          wanted);
    }
  }
}
