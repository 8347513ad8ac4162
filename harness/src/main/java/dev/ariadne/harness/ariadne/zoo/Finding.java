package dev.ariadne.harness.ariadne.zoo;

import java.util.Optional;

/**
 * What is known of one patch.
 *
 * @param unusable why it could not be tried, if so; there is nothing else then
 * @param whole the hunt with oracles and checkers, if there was one
 * @param clients the hunt with what clients saw alone, if there was one
 */
record Finding(
    Patch patch,
    Optional<String> unusable,
    Optional<Hunt.Outcome> whole,
    Optional<Hunt.Outcome> clients,
    long wallNanos) {

  /** Whether somebody complained in the first of its hunts. */
  boolean isCaught() {
    return first().map(Hunt.Outcome::isCaught).orElse(false);
  }

  /** The hunt that counts. */
  Optional<Hunt.Outcome> first() {
    return whole.or(() -> clients);
  }
}
