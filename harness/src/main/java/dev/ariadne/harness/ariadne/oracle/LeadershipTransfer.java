package dev.ariadne.harness.ariadne.oracle;

/**
 * A leader hands over to a voter that holds its whole log (3.10). Only the node that was told to
 * stand asks for votes in the name of a leader, because such a request bypasses the lease that
 * stops all other candidates (4.2.3).
 */
final class LeadershipTransfer {

  static final String NAME = "hands-over-to-an-equal";

  private final ViolationLog violations;

  LeadershipTransfer(ViolationLog violations) {
    this.violations = violations;
  }

  /**
   * A node tells another node to stand for election at once. A node whose removal is committed no
   * longer leads when it hands over, and has no time to wait for a node that holds its whole log
   * (4.2.2). But the other node has to be a voter.
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

  /** A node is told to stand for election at once. */
  void isTold(ObservedNode node, long term) {
    node.toldToLead.add(term);
  }

  /** A node asks for a vote and says that the leader of the term before has handed over to it. */
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
