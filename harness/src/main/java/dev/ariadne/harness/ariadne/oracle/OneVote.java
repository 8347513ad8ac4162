package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/** A node votes for one candidate in a term, across restarts too (3.4, 3.8). */
final class OneVote {

  static final String NAME = "one-vote-a-term";

  private record Ballot(DiskIncarnation voter, long term) {}

  private final ViolationLog violations;
  private final Map<Ballot, Integer> votes = new HashMap<>();

  OneVote(ViolationLog violations) {
    this.violations = violations;
  }

  /** The candidate that it has voted for in a term; 0 if no vote was seen. */
  int of(DiskIncarnation voter, long term) {
    return votes.getOrDefault(new Ballot(voter, term), 0);
  }

  /** A vote has left its node or is on the disk of the node. */
  void cast(DiskIncarnation voter, long term, int candidate) {
    Integer before = votes.putIfAbsent(new Ballot(voter, term), candidate);
    if (before != null && before != candidate) {
      violations.add(
          NAME,
          "%s votes twice in term %d: for node %d, and before for node %d.",
          voter,
          term,
          candidate,
          before);
    }
  }
}
