package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * States at the same applied index are equal, whether they come from a replay or from a snapshot.
 */
final class EqualState {

  static final String NAME = "equal-state";

  private record Seen(long fingerprint, int node) {}

  private final ViolationLog violations;
  private final Map<Long, Seen> states = new HashMap<>();

  EqualState(ViolationLog violations) {
    this.violations = violations;
  }

  /** A node's state as of an index. */
  void is(DiskIncarnation incarnation, long applied, long fingerprint) {
    Seen seen = states.get(applied);
    if (seen == null) {
      states.put(applied, new Seen(fingerprint, incarnation.id()));
    } else if (seen.fingerprint() != fingerprint) {
      violations.add(
          NAME,
          "%s and node %d have both applied the entries up to %d, but their states differ. The"
              + " fingerprints are %016x and %016x.",
          incarnation,
          seen.node(),
          applied,
          fingerprint,
          seen.fingerprint());
    }
  }

  /** Returns true if a node was seen whose applied index is this one. */
  boolean isKnown(long applied) {
    return states.containsKey(applied);
  }

  /** Returns true if a state at an index is known and differs from this one. */
  boolean contradicts(long applied, long fingerprint) {
    Seen seen = states.get(applied);
    return seen != null && seen.fingerprint() != fingerprint;
  }
}
