package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.store.Scenario;
import dev.ariadne.server.node.ServerOptions;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The conditions of a world that a scenario has no element for, as numbers by name: the element
 * {@code world} of {@code test.json}.
 */
public final class WorldConditionsText {

  private static final long MILLIS_MAX = 86_400_000;
  private static final long NANOS_MAX = 86_400_000_000_000L;
  private static final long VALUE_BYTES_MAX = 64L << 20;

  private WorldConditionsText() {}

  public static SortedMap<String, Long> of(WorldConditions of) {
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
    text.put("reads-pending-max", (long) of.bounds().readsPendingMax());
    text.put("chunk-bytes-max", (long) of.bounds().chunkBytesMax());
    text.put("delay-min-ns", of.linkModel().delayNanosMin());
    text.put("delay-spread-ns", of.linkModel().delayNanosSpread());
    text.put("in-order", of.linkModel().inOrder() ? 1L : 0L);
    text.put("loss-per-mille", (long) of.linkModel().lossPerMille());
    text.put("double-per-mille", (long) of.linkModel().doublePerMille());
    text.put("late-per-mille", (long) of.linkModel().latePerMille());
    text.put("late-max-ns", of.linkModel().lateNanosMax());
    text.put("disk-min-ns", of.diskNanosMin());
    text.put("disk-spread-ns", of.diskNanosSpread());
    text.put("drift-max-ppm", (long) of.driftPpmMax());
    text.put("unrest-ms", of.backgroundFaultMillis());
    text.put("visit-ms", of.edgeCaseMillis());
    text.put("value-bytes", of.valueBytes());
    return text;
  }

  /**
   * @throws IllegalArgumentException if something is missing or makes no sense, or there is more
   *     than is known
   */
  public static WorldConditions read(Scenario scenario) {
    Reader in = new Reader(new TreeMap<>(scenario.world()));
    WorldConditions read =
        new WorldConditions(
            scenario.cluster().nodes(),
            scenario.cluster().snapshotCount(),
            scenario.cluster().keepEntries(),
            scenario.keeper(),
            scenario.load().staleReads(),
            WorldConditions.clientNanos(scenario),
            in.within("tick-ms", 1, MILLIS_MAX),
            in.within("request-ms", 1, MILLIS_MAX),
            in.small("requests-max", 1, Integer.MAX_VALUE),
            in.within("window", 0, Long.MAX_VALUE),
            new ServerOptions.Bounds(
                in.within("append-bytes-max", 0, Long.MAX_VALUE),
                in.small("append-entries-max", 1, Integer.MAX_VALUE),
                in.small("inflight-max", 1, Integer.MAX_VALUE),
                in.within("uncommitted-bytes-max", 0, Long.MAX_VALUE),
                in.within("segment-bytes-max", 1, Long.MAX_VALUE),
                in.small("reads-pending-max", 1, Integer.MAX_VALUE),
                in.small("chunk-bytes-max", 1, Integer.MAX_VALUE)),
            new LinkModel(
                in.within("delay-min-ns", 0, NANOS_MAX),
                in.within("delay-spread-ns", 0, NANOS_MAX),
                in.within("in-order", 0, 1) == 1,
                in.small("loss-per-mille", 0, 1000),
                in.small("double-per-mille", 0, 1000),
                in.small("late-per-mille", 0, 1000),
                in.within("late-max-ns", 0, NANOS_MAX)),
            in.within("disk-min-ns", 0, NANOS_MAX),
            in.within("disk-spread-ns", 0, NANOS_MAX),
            in.small("drift-max-ppm", 0, Integer.MAX_VALUE),
            in.within("unrest-ms", 0, MILLIS_MAX),
            in.within("visit-ms", 0, MILLIS_MAX),
            in.within("value-bytes", 0, VALUE_BYTES_MAX));
    if (!in.rest.isEmpty()) {
      throw new IllegalArgumentException("a world is not known to have " + in.rest.keySet());
    }
    return read;
  }

  private record Reader(SortedMap<String, Long> rest) {

    long within(String name, long min, long max) {
      Long value = rest.remove(name);
      if (value == null) {
        throw new IllegalArgumentException("the world lacks its " + name);
      }
      if (value < min || value > max) {
        throw new IllegalArgumentException("the world has no such " + name + " as " + value);
      }
      return value;
    }

    int small(String name, int min, int max) {
      return (int) within(name, min, max);
    }
  }
}
