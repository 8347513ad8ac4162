package dev.ariadne.harness.check;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The observers of a simulated world have no complaint. Their findings are in the journal, under
 * the name of the world: {@code complaint} with the observer and the text; {@code watched} says
 * that there was an observer.
 */
final class OraclesCheck implements Check {

  static final String NAME = "oracles";

  private static final String WORLD = "world";

  /** The number of complaints that are printed in full. */
  private static final int TOLD_MAX = 5;

  /** Returns true if there was an observer. */
  static boolean lookedOn(Evidence evidence) {
    return evidence.events().stream().anyMatch(OraclesCheck::isOfWorld);
  }

  private static boolean isOfWorld(Capability.Journal.Entry event) {
    return event.node().equals(WORLD);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Result check(Evidence evidence) {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (Capability.Journal.Entry event : evidence.events()) {
      if (isOfWorld(event) && event.kind().equals("complaint")) {
        String by = event.fields().getOrDefault("by", "?");
        counts.merge(by, 1L, Long::sum);
        if (lines.size() < TOLD_MAX) {
          lines.add(
              by
                  + " at "
                  + event.fields().getOrDefault("at-ms", "?")
                  + " ms, event "
                  + event.fields().getOrDefault("event", "?")
                  + ": "
                  + event.fields().getOrDefault("story", ""));
        }
      }
    }
    Map<Object, Object> data = Edn.map();
    counts.forEach((by, count) -> Edn.put(data, by, count));
    return counts.isEmpty()
        ? Result.of(name(), Verdict.VALID, "No rule about the inside of the nodes was broken.")
        : Result.of(
                name(),
                Verdict.INVALID,
                "Rules about the inside of the nodes were broken: "
                    + String.join(", ", counts.keySet())
                    + ".")
            .withDetails(lines)
            .withData(data);
  }
}
