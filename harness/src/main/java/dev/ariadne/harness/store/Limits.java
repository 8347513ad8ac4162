package dev.ariadne.harness.store;

import java.util.Locale;
import java.util.Optional;

/** What a scenario may ask for: more would be a slip of the pen, and less nothing at all. */
public final class Limits {
  public static final int NODES_MAX = 31;
  public static final int CONCURRENCY_MAX = 1000;
  public static final int KEYS_MAX = 10_000;
  public static final int RATE_MAX = 100_000;
  public static final int SECONDS_MAX = 86_400;

  private Limits() {}

  /** What makes no sense about a scenario, in one line; empty if it can be run. */
  static Optional<String> problem(Scenario scenario) {
    return named(scenario.name())
        .or(() -> within("nodes", scenario.nodes(), 1, NODES_MAX))
        .or(() -> within("concurrency", scenario.concurrency(), 1, CONCURRENCY_MAX))
        .or(() -> within("keys", scenario.keys(), 1, KEYS_MAX))
        .or(() -> within("snapshotCount", scenario.snapshotCount(), 1, Long.MAX_VALUE))
        .or(() -> within("keepEntries", scenario.keepEntries(), 0, Long.MAX_VALUE))
        .or(() -> positive("rate", scenario.rate(), RATE_MAX))
        .or(() -> positive("timeLimitSeconds", scenario.timeLimitSeconds(), SECONDS_MAX))
        .or(
            () ->
                positive("nemesisIntervalSeconds", scenario.nemesisIntervalSeconds(), SECONDS_MAX))
        .or(() -> positive("setupLimitSeconds", scenario.setupLimitSeconds(), SECONDS_MAX))
        .or(
            () ->
                scenario.world().containsValue(null)
                    ? Optional.of("world: every value has to be a number")
                    : Optional.empty());
  }

  /** A name is also that of a directory. */
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

  private static Optional<String> positive(String element, double value, int max) {
    return value > 0 && value <= max
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: expected more than 0 and at most %d, found %s",
                element,
                max,
                value));
  }
}
