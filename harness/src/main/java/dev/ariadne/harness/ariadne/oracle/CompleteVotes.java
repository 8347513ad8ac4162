package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * A node does not vote for a candidate whose log ends before its own (3.6.1), and does not promise
 * its vote to such a candidate (9.6). The term of the last entry decides first, then its index.
 * This rule is the reason why a leader has all committed entries. The oracle sees a violation long
 * before an entry is lost.
 */
final class CompleteVotes {

  static final String NAME = "votes-for-complete-logs";

  private record Candidate(int id, long term) {}

  /** The end of a log. */
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

  /** A candidate asks for votes and tells the end of its log. */
  void asks(int candidate, long term, long lastIndex, long lastTerm) {
    logs.put(new Candidate(candidate, term), new End(lastIndex, lastTerm));
  }

  /** A node is about to receive a request for its promise to vote for another node. */
  void asksPromise(ObservedNode voter, int candidate, long lastIndex, long lastTerm) {
    voter.askedForPromiseBy = candidate;
    voter.askedByLogEnd = new End(lastIndex, lastTerm);
  }

  /** The node promises its vote in the same event. */
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

  /** A node has voted in the current event. */
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
