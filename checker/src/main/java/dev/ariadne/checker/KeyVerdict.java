package dev.ariadne.checker;

import java.util.List;
import java.util.Optional;

/**
 * The verdict on one key.
 *
 * @param key the key; empty if operations have no keys
 * @param operations the number of client operations on the key, with any outcome
 * @param steps the steps of the decision, without the explanation
 */
public record KeyVerdict(Optional<Object> key, int operations, long steps, Verdict verdict) {

  /** The sum of the steps of all keys. */
  static long steps(List<KeyVerdict> keys) {
    long steps = 0;
    for (KeyVerdict key : keys) {
      steps += key.steps;
    }
    return steps;
  }
}
