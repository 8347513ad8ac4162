package dev.ariadne.harness.store;

import java.util.List;

/**
 * The faults of a run.
 *
 * @param kinds names of fault kinds, in order, each perhaps with a target as in {@code
 *     kill:leader}; empty for a run without faults
 * @param scenes names of scenes, in order; empty for a run without scenes
 * @param intervalSeconds time from the beginning of a fault to that of the next; above 0
 */
public record FaultSchedule(List<String> kinds, List<String> scenes, double intervalSeconds) {
  /** The default time from the beginning of a fault to that of the next, in seconds. */
  public static final int INTERVAL_SECONDS = 3;

  public FaultSchedule {
    kinds = List.copyOf(kinds);
    scenes = List.copyOf(scenes);
  }

  /** These kinds, without scenes. */
  public FaultSchedule(List<String> kinds, double intervalSeconds) {
    this(kinds, List.of(), intervalSeconds);
  }

  /** The same faults with these scenes between them. */
  public FaultSchedule withScenes(List<String> names) {
    return new FaultSchedule(kinds, names, intervalSeconds);
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
