package dev.ariadne.harness.ariadne.oracle;

import java.util.HashMap;
import java.util.Map;

/** All lives of all members that have been seen, dead ones included: promises outlive a crash. */
final class Lives {

  private final Map<Life, Witness> witnesses = new HashMap<>();

  /** The witness of a life, or null. */
  Witness of(Life life) {
    return witnesses.get(life);
  }

  void add(Witness witness) {
    witnesses.put(witness.life, witness);
  }
}
