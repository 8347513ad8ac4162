package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/** At most one leader is elected in a term (dissertation, figure 3.2: election safety). */
final class OneLeader {

  static final String NAME = "one-leader-a-term";

  private final ViolationLog complaints;
  private final Map<Long, DiskIncarnation> leaders = new HashMap<>();

  OneLeader(ViolationLog complaints) {
    this.complaints = complaints;
  }

  /** Who leads in a term, as far as anybody has seen; null for nobody. */
  DiskIncarnation of(long term) {
    return leaders.get(term);
  }

  void leads(DiskIncarnation life, long term) {
    DiskIncarnation before = leaders.putIfAbsent(term, life);
    if (before != null && !before.equals(life)) {
      complaints.add(NAME, "%s leads in term %d, and so does %s", life, term, before);
    }
  }
}
