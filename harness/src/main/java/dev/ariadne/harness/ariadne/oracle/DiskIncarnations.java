package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * All incarnations of all members that were seen. Dead ones are included, because promises outlive
 * a crash.
 */
final class DiskIncarnations {

  private final Map<DiskIncarnation, ObservedNode> observed = new HashMap<>();

  /** The observations of an incarnation; null if there are none. */
  ObservedNode of(DiskIncarnation incarnation) {
    return observed.get(incarnation);
  }

  void add(ObservedNode node) {
    observed.put(node.incarnation, node);
  }
}
