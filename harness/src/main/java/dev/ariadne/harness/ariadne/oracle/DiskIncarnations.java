package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/** All lives of all members that have been seen, dead ones included: promises outlive a crash. */
final class DiskIncarnations {

  private final Map<DiskIncarnation, ObservedNode> witnesses = new HashMap<>();

  /** The witness of a life, or null. */
  ObservedNode of(DiskIncarnation life) {
    return witnesses.get(life);
  }

  void add(ObservedNode witness) {
    witnesses.put(witness.life, witness);
  }
}
