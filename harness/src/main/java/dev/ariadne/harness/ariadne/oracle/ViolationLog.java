package dev.ariadne.harness.ariadne.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the findings of the oracles, each with its event and time. */
final class ViolationLog {

  /** The number of violations that are kept. Later ones are usually consequences of the first. */
  static final int KEPT_MAX = 20;

  private final List<Violation> kept = new ArrayList<>();
  private final Supplier<EventTime> now;

  ViolationLog(Supplier<EventTime> now) {
    this.now = now;
  }

  void add(String oracle, String format, Object... values) {
    if (kept.size() < KEPT_MAX) {
      kept.add(new Violation(oracle, String.format(format, values), now.get()));
    }
  }

  List<Violation> all() {
    return List.copyOf(kept);
  }

  int size() {
    return kept.size();
  }
}
