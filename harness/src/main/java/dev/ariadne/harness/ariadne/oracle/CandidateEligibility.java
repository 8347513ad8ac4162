package dev.ariadne.harness.ariadne.oracle;

import java.util.List;

/**
 * A candidate is a voter; a learner does not stand for election (4.2.1). The leader of the term
 * before has told it to stand (3.10), or a majority has promised its votes. So a node that cannot
 * win does not disturb the others with a new term (9.6).
 */
final class CandidateEligibility {

  static final String NAME = "stands-when-it-may";

  private final ViolationLog violations;
  private final Electability electability;

  CandidateEligibility(ViolationLog violations, Electability electability) {
    this.violations = violations;
    this.electability = electability;
  }

  /** A node is about to receive another node's promise to vote for it. */
  void isPromised(ObservedNode candidate, PeerClaim.Promises claim) {
    if (claim.asked() > candidate.promisedTerm) {
      candidate.promisedTerm = claim.asked();
      candidate.promised.clear();
    }
    if (claim.asked() == candidate.promisedTerm) {
      candidate.promised.add(claim.from());
    }
  }

  /** A node has voted for itself in the current event. */
  void stands(ObservedNode candidate) {
    NodeView view = candidate.view;
    if (!electability.mayStand(candidate)) {
      violations.add(
          NAME,
          "%s stands for election in term %d, but it is not a voter. The voters in its log are"
              + " %s. The last membership that it knows to be committed does not make it a voter"
              + " either.",
          candidate.incarnation,
          view.term(),
          view.membership().voters());
    }
    if (candidate.toldToLead.contains(view.term() - 1)) {
      return;
    }
    List<Integer> voters = view.membership().voters();
    long inFavour = voters.stream().filter(voter -> isInFavour(candidate, voter)).count();
    if (2 * inFavour <= voters.size()) {
      violations.add(
          NAME,
          "%s stands for election in term %d without permission. The leader of term %d has not"
              + " told it to stand, and only %d of its voters %s would vote for it.",
          candidate.incarnation,
          view.term(),
          view.term() - 1,
          inFavour,
          voters);
    }
  }

  private static boolean isInFavour(ObservedNode candidate, int voter) {
    return voter == candidate.incarnation.id()
        || candidate.promisedTerm == candidate.view.term() - 1
            && candidate.promised.contains(voter);
  }
}
