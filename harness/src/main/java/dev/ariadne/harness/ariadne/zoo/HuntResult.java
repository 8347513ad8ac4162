package dev.ariadne.harness.ariadne.zoo;

import java.util.Optional;

/**
 * What is known of one patch.
 *
 * @param unusable why it could not be tried, if so; there is nothing else then
 * @param failure what went wrong in the harness itself while it was tried, if anything did
 * @param whole the hunt with oracles and checkers, if there was one
 * @param clients the hunt as a live run is judged, if there was one
 */
record HuntResult(
    Patch patch,
    Optional<String> unusable,
    Optional<Throwable> failure,
    Optional<BugHunt.Outcome> whole,
    Optional<BugHunt.Outcome> clients,
    long wallNanos) {

  /** Whether a hunt for it has come to its end. */
  boolean isTried() {
    return failure.isEmpty() && first().isPresent();
  }

  /** Whether somebody complained in the first of its hunts. */
  boolean isCaught() {
    return first().map(BugHunt.Outcome::isCaught).orElse(false);
  }

  /** The hunt that counts. */
  Optional<BugHunt.Outcome> first() {
    return whole.or(() -> clients);
  }
}
