package dev.ariadne.harness.ariadne.zoo;

import java.util.Optional;

/**
 * The result of one patch.
 *
 * @param unusable the reason why the patch could not be tried; then the other fields are empty
 * @param failure the error of the harness itself while the patch was tried, if there was one
 * @param whole the hunt with oracles and checkers, if there was one
 * @param clients the hunt that is judged like a live run, if there was one
 */
record HuntResult(
    Patch patch,
    Optional<String> unusable,
    Optional<Throwable> failure,
    Optional<BugHunt.Outcome> whole,
    Optional<BugHunt.Outcome> clients,
    long wallNanos) {

  /** Returns true if a hunt has ended. */
  boolean isTried() {
    return failure.isEmpty() && first().isPresent();
  }

  /** Returns true if the first of its hunts found a complaint. */
  boolean isCaught() {
    return first().map(BugHunt.Outcome::isCaught).orElse(false);
  }

  /** The hunt that counts. */
  Optional<BugHunt.Outcome> first() {
    return whole.or(() -> clients);
  }
}
