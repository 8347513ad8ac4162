package dev.ariadne.harness.interpreter;

/** A world that runs on virtual time, as the {@link SimulatedInterpreter} sees it. */
public interface World {

  /** Nanoseconds since the world began. */
  long now();

  /**
   * Runs the next thing that happens, if it happens at or before a time.
   *
   * @return false if nothing does; then it is that time now, unless it is {@link Long#MAX_VALUE}
   */
  boolean advance(long until);
}
