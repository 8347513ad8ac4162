package dev.ariadne.harness.run;

import java.util.Locale;

/**
 * The speed of simulated worlds.
 *
 * @param nanos of virtual time
 * @param tookNanos of real or processor time
 */
public record SimulationSpeed(long operations, long nanos, long events, long tookNanos) {

  @Override
  public String toString() {
    double seconds = tookNanos / 1e9;
    return String.format(
        Locale.ROOT,
        "%.1f s of virtual time in %.1f s: %.0f operations a second executed and checked,"
            + " %.0f events a second, %.0f times real time",
        nanos / 1e9,
        seconds,
        operations / seconds,
        events / seconds,
        nanos / 1e9 / seconds);
  }
}
