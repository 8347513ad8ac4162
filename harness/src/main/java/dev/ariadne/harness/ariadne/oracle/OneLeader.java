package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/** At most one leader is elected in a term (dissertation, figure 3.2: election safety). */
final class OneLeader {

  static final String NAME = "one-leader-a-term";

  private final Complaints complaints;
  private final Map<Long, Life> leaders = new HashMap<>();

  OneLeader(Complaints complaints) {
    this.complaints = complaints;
  }

  /** Who leads in a term, as far as anybody has seen; null for nobody. */
  Life of(long term) {
    return leaders.get(term);
  }

  void leads(Life life, long term) {
    Life before = leaders.putIfAbsent(term, life);
    if (before != null && !before.equals(life)) {
      complaints.add(NAME, "%s leads in term %d, and so does %s", life, term, before);
    }
  }
}
