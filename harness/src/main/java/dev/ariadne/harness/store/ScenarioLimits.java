package dev.ariadne.harness.store;

import java.util.Locale;
import java.util.Optional;

/**
 * The ranges that a scenario must keep. They exclude values that can only be typing errors, and
 * values that would do nothing.
 */
public final class ScenarioLimits {
  public static final int NODES_MAX = 31;
  public static final int CONCURRENCY_MAX = 1000;
  public static final int KEYS_MAX = 10_000;

  /** Operations a second. Less than one in a quarter of an hour counts as none. */
  public static final double RATE_MIN = 0.001;

  public static final double RATE_MAX = 100_000;

  /**
   * The length of a phase, or the time between two faults. A fault of a shorter time would never
   * end.
   */
  public static final double SECONDS_MIN = 0.001;

  public static final double SECONDS_MAX = 86_400;

  /** A client that waits less is never answered. */
  public static final double CLIENT_TIMEOUT_SECONDS_MIN = 0.001;

  /** The run gives up on an operation after a minute, whatever its client does. */
  public static final double CLIENT_TIMEOUT_SECONDS_MAX = 55;

  private ScenarioLimits() {}

  /** The error of a scenario in one line; empty if it can be run. */
  static Optional<String> problem(StoredScenario scenario) {
    return named(scenario.name())
        .or(() -> within("nodes", scenario.nodes(), 1, NODES_MAX))
        .or(() -> within("concurrency", scenario.concurrency(), 1, CONCURRENCY_MAX))
        .or(() -> within("keys", scenario.keys(), 1, KEYS_MAX))
        .or(() -> within("snapshotCount", scenario.snapshotCount(), 1, Long.MAX_VALUE))
        .or(() -> within("keepEntries", scenario.keepEntries(), 0, Long.MAX_VALUE))
        .or(() -> between("rate", scenario.rate(), RATE_MIN, RATE_MAX))
        .or(() -> seconds("timeLimitSeconds", scenario.timeLimitSeconds()))
        .or(() -> seconds("nemesisIntervalSeconds", scenario.nemesisIntervalSeconds()))
        .or(() -> seconds("setupLimitSeconds", scenario.setupLimitSeconds()))
        .or(() -> between("readShare", scenario.readShare(), 0, 1))
        .or(() -> within("readers", scenario.readers(), 0, scenario.concurrency() - 1L))
        .or(
            () ->
                between(
                    "clientTimeoutSeconds",
                    scenario.clientTimeoutSeconds(),
                    CLIENT_TIMEOUT_SECONDS_MIN,
                    CLIENT_TIMEOUT_SECONDS_MAX))
        .or(
            () ->
                scenario.world().containsValue(null)
                    ? Optional.of("world: every value has to be a number")
                    : Optional.empty());
  }

  /** Checks a name, which is also the name of a directory. */
  private static Optional<String> named(String name) {
    return name.isBlank() || name.startsWith(".") || name.contains("/") || name.contains("\0")
        ? Optional.of("name: '" + name + "' is no name for a directory")
        : Optional.empty();
  }

  private static Optional<String> within(String element, long value, long min, long max) {
    if (min <= value && value <= max) {
      return Optional.empty();
    }
    String range = max == Long.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
    return Optional.of(element + ": expected " + range + ", found " + value);
  }

  private static Optional<String> seconds(String element, double value) {
    return between(element, value, SECONDS_MIN, SECONDS_MAX);
  }

  private static Optional<String> between(String element, double value, double min, double max) {
    return value >= min && value <= max
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "%s: expected from %s to %.0f, found %s", element, min, max, value));
  }
}
