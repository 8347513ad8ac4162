package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.store.Scenario;
import dev.ariadne.server.node.ServerOptions;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a world's conditions no scenario says, as numbers by name: the world of test.json. */
final class WorldText {

  private WorldText() {}

  static SortedMap<String, Long> of(Conditions of) {
    SortedMap<String, Long> text = new TreeMap<>();
    text.put("tick-ms", of.tickMillis());
    text.put("request-ms", of.requestMillis());
    text.put("requests-max", (long) of.requestsMax());
    text.put("window", of.window());
    text.put("append-bytes-max", of.bounds().appendBytesMax());
    text.put("append-entries-max", (long) of.bounds().appendEntriesMax());
    text.put("inflight-max", (long) of.bounds().inflightMax());
    text.put("uncommitted-bytes-max", of.bounds().uncommittedBytesMax());
    text.put("segment-bytes-max", of.bounds().segmentBytesMax());
    text.put("delay-min-ns", of.weather().delayNanosMin());
    text.put("delay-spread-ns", of.weather().delayNanosSpread());
    text.put("in-order", of.weather().inOrder() ? 1L : 0L);
    text.put("loss-per-mille", (long) of.weather().lossPerMille());
    text.put("double-per-mille", (long) of.weather().doublePerMille());
    text.put("late-per-mille", (long) of.weather().latePerMille());
    text.put("late-max-ns", of.weather().lateNanosMax());
    text.put("disk-min-ns", of.diskNanosMin());
    text.put("disk-spread-ns", of.diskNanosSpread());
    text.put("drift-max-ppm", (long) of.driftPpmMax());
    text.put("unrest-ms", of.unrestMillis());
    text.put("value-bytes", of.valueBytes());
    return text;
  }

  /**
   * @throws IllegalArgumentException if something is missing, or there is more than is known
   */
  static Conditions read(Scenario scenario) {
    Reader in = new Reader(new TreeMap<>(scenario.world()));
    Conditions read =
        new Conditions(
            scenario.nodes(),
            scenario.snapshotCount(),
            scenario.keepEntries(),
            scenario.keeper(),
            scenario.staleReads(),
            in.number("tick-ms"),
            in.number("request-ms"),
            in.small("requests-max"),
            in.number("window"),
            new ServerOptions.Bounds(
                in.number("append-bytes-max"),
                in.small("append-entries-max"),
                in.small("inflight-max"),
                in.number("uncommitted-bytes-max"),
                in.number("segment-bytes-max")),
            new Weather(
                in.number("delay-min-ns"),
                in.number("delay-spread-ns"),
                in.number("in-order") == 1,
                in.small("loss-per-mille"),
                in.small("double-per-mille"),
                in.small("late-per-mille"),
                in.number("late-max-ns")),
            in.number("disk-min-ns"),
            in.number("disk-spread-ns"),
            in.small("drift-max-ppm"),
            in.number("unrest-ms"),
            in.number("value-bytes"));
    if (!in.rest.isEmpty()) {
      throw new IllegalArgumentException("a world is not known to have " + in.rest.keySet());
    }
    return read;
  }

  private record Reader(SortedMap<String, Long> rest) {

    long number(String name) {
      Long value = rest.remove(name);
      if (value == null) {
        throw new IllegalArgumentException("the world lacks its " + name);
      }
      return value;
    }

    int small(String name) {
      return Math.toIntExact(number(name));
    }
  }
}
