package dev.ariadne.harness.store;

import java.util.List;

/**
 * The faults of a run.
 *
 * @param kinds names of fault kinds, in order, each perhaps with a target as in {@code
 *     kill:leader}; empty for a run without faults
 * @param intervalSeconds time from the beginning of a fault to that of the next; above 0
 */
public record FaultSchedule(List<String> kinds, double intervalSeconds) {
  /** The default time from the beginning of a fault to that of the next, in seconds. */
  public static final int INTERVAL_SECONDS = 3;

  public FaultSchedule {
    kinds = List.copyOf(kinds);
  }

  /** These kinds at the default interval. */
  public static FaultSchedule of(List<String> kinds) {
    return new FaultSchedule(kinds, INTERVAL_SECONDS);
  }

  /** No faults. */
  public static FaultSchedule none() {
    return of(List.of());
  }
}
