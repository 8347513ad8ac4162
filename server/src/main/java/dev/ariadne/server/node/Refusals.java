package dev.ariadne.server.node;

import java.util.Map;
import java.util.TreeMap;

/** Frames that were not let in: each is counted by its reason, and some are logged. */
final class Refusals {

  private final Event.Sink events;
  private final Map<String, Long> counts = new TreeMap<>();

  Refusals(Event.Sink events) {
    this.events = events;
  }

  /** How many by reason, since the start. */
  Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /**
   * Counts one, and logs the first of its reason and then ever fewer: the 1st, 2nd, 4th, 8th …
   *
   * @param from who sent it, as far as that is known
   */
  void add(String reason, Object from) {
    long count = counts.merge(reason, 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      events.accept(Event.of("frame-refused", "reason", reason, "from", from, "count", count));
    }
  }
}
