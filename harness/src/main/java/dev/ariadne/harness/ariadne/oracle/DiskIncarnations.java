package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * All incarnations of all members that have been seen, dead ones included: promises outlive a
 * crash.
 */
final class DiskIncarnations {

  private final Map<DiskIncarnation, ObservedNode> observed = new HashMap<>();

  /** What is remembered of an incarnation, or null. */
  ObservedNode of(DiskIncarnation incarnation) {
    return observed.get(incarnation);
  }

  void add(ObservedNode node) {
    observed.put(node.incarnation, node);
  }
}
