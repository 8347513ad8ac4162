package dev.ariadne.harness.interpreter;

/** The clock of a simulation: virtual time passes only by running the next event. */
public interface VirtualClock {

  /** Nanoseconds since the simulation began. */
  long now();

  /**
   * Runs the next event, if there is one at or before a time.
   *
   * @return false if there is none; then the present time is {@code until}, unless that is {@link
   *     Long#MAX_VALUE}
   */
  boolean advance(long until);
}
