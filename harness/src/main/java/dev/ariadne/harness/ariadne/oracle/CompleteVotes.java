package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * A node votes for nobody whose log ends before its own (3.6.1): by the term of the last entry
 * first, by its index only then. That is why a leader has all that is committed; here it is seen
 * long before anything is lost. Nor does it promise its vote to such a one (9.6).
 */
final class CompleteVotes {

  static final String NAME = "votes-for-complete-logs";

  private record Candidate(int id, long term) {}

  /** Where a log ends. */
  record End(long index, long term) {

    boolean isBefore(End other) {
      return term < other.term || term == other.term && index < other.index;
    }
  }

  private final ViolationLog violations;
  private final Map<Candidate, End> logs = new HashMap<>();

  CompleteVotes(ViolationLog violations) {
    this.violations = violations;
  }

  /** A candidate asks for votes and says where its log ends. */
  void asks(int candidate, long term, long lastIndex, long lastTerm) {
    logs.put(new Candidate(candidate, term), new End(lastIndex, lastTerm));
  }

  /** A node is about to be asked whether it would vote for another. */
  void asksPromise(ObservedNode voter, int candidate, long lastIndex, long lastTerm) {
    voter.askedForPromiseBy = candidate;
    voter.askedByLogEnd = new End(lastIndex, lastTerm);
  }

  /** It says that it would, in the same event. */
  void promises(ObservedNode voter, int candidate) {
    End own = end(voter);
    End asked = voter.askedByLogEnd;
    if (voter.askedForPromiseBy == candidate && asked.isBefore(own)) {
      violations.add(
          NAME,
          "%s promises its vote to node %d, whose log is less complete than its own. The log of"
              + " the candidate ends at entry %d of term %d, its own log at entry %d of term %d.",
          voter.incarnation,
          candidate,
          asked.index(),
          asked.term(),
          own.index(),
          own.term());
    }
  }

  private static End end(ObservedNode node) {
    NodeView view = node.view;
    return new End(view.lastIndex(), view.termAt(view.lastIndex()));
  }

  /** A node has made up its mind, in the event that is under way. */
  void votes(ObservedNode voter) {
    NodeView view = voter.view;
    End asked = logs.get(new Candidate(view.vote(), view.term()));
    End own = end(voter);
    if (view.vote() != view.id() && asked != null && asked.isBefore(own)) {
      violations.add(
          NAME,
          "%s votes for node %d in term %d, whose log is less complete than its own. The log of"
              + " the candidate ends at entry %d of term %d, its own log at entry %d of term %d.",
          voter.incarnation,
          view.vote(),
          view.term(),
          asked.index(),
          asked.term(),
          own.index(),
          own.term());
    }
  }
}
