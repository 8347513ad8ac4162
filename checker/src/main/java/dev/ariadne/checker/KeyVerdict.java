package dev.ariadne.checker;

import java.util.List;
import java.util.Optional;

/**
 * What a check says of one key.
 *
 * @param key empty where operations have no keys
 * @param operations of clients on this key, whatever became of them
 * @param steps that the decision took, without its explanation
 */
public record KeyVerdict(Optional<Object> key, int operations, long steps, Verdict verdict) {

  /** The steps of all together. */
  static long steps(List<KeyVerdict> keys) {
    long steps = 0;
    for (KeyVerdict key : keys) {
      steps += key.steps;
    }
    return steps;
  }
}
