package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/** At most one leader is elected in a term (dissertation, figure 3.2: election safety). */
final class OneLeader {

  static final String NAME = "one-leader-a-term";

  private final ViolationLog violations;
  private final Map<Long, DiskIncarnation> leaders = new HashMap<>();

  OneLeader(ViolationLog violations) {
    this.violations = violations;
  }

  /** The first node that was seen to lead in a term; null for none. */
  DiskIncarnation of(long term) {
    return leaders.get(term);
  }

  void leads(DiskIncarnation incarnation, long term) {
    DiskIncarnation before = leaders.putIfAbsent(term, incarnation);
    if (before != null && !before.equals(incarnation)) {
      violations.add(
          NAME,
          "%s leads in term %d, but %s has led in this term before.",
          incarnation,
          term,
          before);
    }
  }
}
