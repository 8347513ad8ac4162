package dev.ariadne.harness.ariadne.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes what the oracles find, with the event and the time at which they found it. */
final class ViolationLog {

  /** What follows the first violations is consequence as a rule, and nobody reads it. */
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
