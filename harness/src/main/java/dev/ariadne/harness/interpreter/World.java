package dev.ariadne.harness.interpreter;

/** A world that runs on virtual time, as the {@link SimulatedInterpreter} sees it. */
public interface World {

  /** Nanoseconds since the world began. */
  long now();

  /**
   * Runs the next event, if there is one at or before a time.
   *
   * @return false if there is none; then the present time is {@code until}, unless that is {@link
   *     Long#MAX_VALUE}
   */
  boolean advance(long until);
}
