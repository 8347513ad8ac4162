package dev.ariadne.harness.ariadne.oracle;

/**
 * A leader that hands over has a voter elected that holds all of its log (3.10), and nobody but who
 * was told so asks for votes in its name: such a request passes by the lease that holds off all
 * others (4.2.3).
 */
final class LeadershipTransfer {

  static final String NAME = "hands-over-to-an-equal";

  private final ViolationLog violations;

  LeadershipTransfer(ViolationLog violations) {
    this.violations = violations;
  }

  /**
   * A node tells another one to be elected at once. One whose removal is committed leads no longer
   * when it does so, and has no time to wait until somebody holds everything (4.2.2); but that
   * somebody has to be a voter.
   */
  void tells(ObservedNode leader, int to, long term) {
    NodeView view = leader.view;
    if (view.term() != term) {
      return;
    }
    if (!view.membership().isVoter(to)) {
      violations.add(
          NAME,
          "%s hands over to node %d after term %d, but that node is not one of its voters %s.",
          leader.incarnation,
          to,
          term,
          view.membership().voters());
    } else if (view.leads() && view.match(to) < view.lastIndex()) {
      violations.add(
          NAME,
          "%s hands over to node %d after term %d, but does not know that this node has its whole"
              + " log. It knows that the node has the entries up to %d. Its own log ends at entry"
              + " %d.",
          leader.incarnation,
          to,
          term,
          view.match(to),
          view.lastIndex());
    }
  }

  /** A node is told to be elected at once. */
  void isTold(ObservedNode node, long term) {
    node.toldToLead.add(term);
  }

  /** A node asks for a vote because the leader of the term before wants it so. */
  void asks(ObservedNode candidate, long term) {
    if (!candidate.toldToLead.contains(term - 1)) {
      violations.add(
          NAME,
          "%s asks for votes in term %d as if the leader had handed over to it. The leader of term"
              + " %d has not told it to stand for election.",
          candidate.incarnation,
          term,
          term - 1);
    }
  }
}
