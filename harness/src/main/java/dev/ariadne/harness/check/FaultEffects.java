package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one kind of fault did in a run.
 *
 * @param counters by name, added up
 * @param bite whether anybody can have noticed
 */
public record FaultEffects(String kind, SortedMap<String, Long> counters, Bite bite) {

  /** Whether a fault had an effect. */
  public enum Bite {
    /** It had one, or was skipped. */
    BIT,
    /** It had none. */
    NEVER,
    /** It was done, and this target cannot tell whether it had one. */
    UNSEEN
  }

  /** Whether it had an effect that was seen, or was skipped. */
  public boolean bit() {
    return bite == Bite.BIT;
  }

  /** In words. */
  public String bitInWords() {
    return switch (bite) {
      case BIT -> "bit";
      case NEVER -> "never bit";
      case UNSEEN -> "was done, its effect was not seen";
    };
  }

  /** It cannot be had where the test ran, which is said and does no harm. */
  boolean skipped() {
    return counters.getOrDefault("skipped", 0L) > 0;
  }

  /** The effects of every kind that was asked for, in that order. */
  public static List<FaultEffects> of(Evidence evidence) {
    SortedMap<String, SortedMap<String, Long>> counted = new TreeMap<>();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named
          && Edn.get(op.value(), "did") instanceof Map<?, ?> did) {
        add(counted, did);
      }
    }
    long held = held(evidence);
    if (counted.containsKey("pause")) {
      counted.get("pause").put("operations-held", held);
    }
    long repaired = count(evidence.events(), "torn-end-repaired");
    boolean repairsAreTold = evidence.tells("torn-end-repaired");
    if (counted.containsKey("wal-truncate") && repairsAreTold) {
      counted.get("wal-truncate").put("torn-ends-repaired", repaired);
    }
    if (counted.containsKey("membership")) {
      counted.get("membership").put("under-other-faults", underOtherFaults(evidence));
    }
    List<FaultEffects> effects = new ArrayList<>();
    for (String kind : evidence.scenario().nemesis()) {
      SortedMap<String, Long> counters = counted.getOrDefault(kind, new TreeMap<>());
      boolean skipped = counters.getOrDefault("skipped", 0L) > 0;
      effects.add(new FaultEffects(kind, counters, skipped ? Bite.BIT : bite(kind, counters)));
    }
    return effects;
  }

  private static void add(SortedMap<String, SortedMap<String, Long>> counted, Map<?, ?> did) {
    did.forEach(
        (kind, counters) -> {
          if (kind instanceof Keyword name && counters instanceof Map<?, ?> map) {
            SortedMap<String, Long> sums =
                counted.computeIfAbsent(name.name(), n -> new TreeMap<>());
            map.forEach(
                (counter, count) -> {
                  if (counter instanceof Keyword k && count instanceof Long n) {
                    sums.merge(k.name(), n, Long::sum);
                  }
                });
          }
        });
  }

  /** Counters that a target may not have: without any of them nobody knows the effect. */
  private static List<String> shownBy(String kind) {
    return switch (kind) {
      case "partition", "client-cut" -> List.of("bytes-held", "messages-held");
      case "slow" -> List.of("bytes-delayed", "messages-delayed");
      case "loss" -> List.of("frames-lost", "frames-doubled", "frames-late");
      case "wal-truncate" -> List.of("torn-ends-repaired");
      default -> List.of();
    };
  }

  /** Counters of what was done to the target, whatever came of it. */
  private static List<String> doneBy(String kind) {
    return switch (kind) {
      case "partition" -> List.of("links-cut");
      case "slow" -> List.of("links-slow");
      case "client-cut" -> List.of("nodes-cut");
      case "wal-truncate" -> List.of("bytes-cut", "bytes-added");
      default -> List.of("times");
    };
  }

  private static Bite bite(String kind, SortedMap<String, Long> counters) {
    List<String> shownBy = shownBy(kind);
    boolean done = doneBy(kind).stream().anyMatch(name -> counters.getOrDefault(name, 0L) > 0);
    if (!shownBy.isEmpty() && done && shownBy.stream().noneMatch(counters::containsKey)) {
      return Bite.UNSEEN;
    }
    return bit(kind, counters) ? Bite.BIT : Bite.NEVER;
  }

  private static boolean bit(String kind, SortedMap<String, Long> counters) {
    return switch (kind) {
      case "partition" ->
          counters.getOrDefault("bytes-held", 0L) + counters.getOrDefault("messages-held", 0L) > 0;
      case "slow" ->
          counters.getOrDefault("bytes-delayed", 0L) + counters.getOrDefault("messages-delayed", 0L)
              > 0;
      case "client-cut" ->
          counters.getOrDefault("bytes-held", 0L) + counters.getOrDefault("messages-held", 0L) > 0;
      case "power" -> counters.getOrDefault("crashes", 0L) > 0;
      case "disk-error" ->
          counters.getOrDefault("steps-failed", 0L) + counters.getOrDefault("steps-slowed", 0L) > 0;
      case "clock" -> counters.getOrDefault("clocks", 0L) > 0;
      case "loss" ->
          counters.getOrDefault("frames-lost", 0L)
                  + counters.getOrDefault("frames-doubled", 0L)
                  + counters.getOrDefault("frames-late", 0L)
              > 0;
      case "kill" -> counters.getOrDefault("killed", 0L) > 0;
      case "pause" -> counters.getOrDefault("operations-held", 0L) > 0;
      case "wal-truncate" ->
          counters.getOrDefault("bytes-cut", 0L) + counters.getOrDefault("bytes-added", 0L) > 0
              && counters.getOrDefault("torn-ends-repaired", 0L) > 0;
      case "wal-truncate-synced" ->
          counters.getOrDefault("synced-bytes-cut", 0L) > 0
              && counters.getOrDefault("damage-noticed", 0L) > 0;
      case "wal-corrupt" ->
          counters.getOrDefault("bits-flipped", 0L) > 0
              && counters.getOrDefault("damage-noticed", 0L) > 0;
      case "disk-full" ->
          counters.getOrDefault("disks-full", 0L) > 0 && counters.getOrDefault("stopped", 0L) > 0;
      case "membership" ->
          counters.getOrDefault("added", 0L) > 0
              && counters.getOrDefault("promoted", 0L) > 0
              && counters.getOrDefault("removed", 0L) > 0;
      // A kind of a user's own counts what it does; nothing counted is nothing done.
      default -> counters.values().stream().anyMatch(count -> count > 0);
    };
  }

  /** Changes of the members that were begun while another fault was in force. */
  private static long underOtherFaults(Evidence evidence) {
    List<FaultWindow> windows = FaultWindow.of(evidence.history());
    return windows.stream()
        .filter(window -> window.kind().equals("membership"))
        .filter(
            change ->
                windows.stream()
                    .anyMatch(
                        other ->
                            !other.kind().equals("membership")
                                && other.from() <= change.from()
                                && change.from() <= other.to()))
        .count();
  }

  /** A counter over all kinds. */
  static long sum(Evidence evidence, String counter) {
    return of(evidence).stream()
        .mapToLong(effects -> effects.counters().getOrDefault(counter, 0L))
        .sum();
  }

  /** How many events of a kind the nodes reported. */
  static long count(List<Capability.Journal.Entry> events, String kind) {
    return events.stream().filter(event -> event.kind().equals(kind)).count();
  }

  /**
   * Operations of clients at a paused node that were under way during the pause and were not
   * answered well before its end.
   */
  private static long held(Evidence evidence) {
    int concurrency = evidence.scenario().concurrency();
    int nodes = evidence.scenario().nodes();
    long held = 0;
    for (FaultWindow window : FaultWindow.of(evidence.history())) {
      if (!window.kind().equals("pause")) {
        continue;
      }
      List<String> paused = Edn.strings(window.what(), "paused");
      SortedMap<Long, Op> open = new TreeMap<>();
      for (Op op : evidence.history()) {
        if (!(op.process() instanceof Op.Process.Client client)) {
          continue;
        }
        if (op.type() == Op.Type.INVOKE) {
          if (op.time() <= window.to()) {
            open.put(client.id(), op);
          }
        } else if (open.remove(client.id()) != null
            && op.time() >= window.from()
            && paused.contains(node(op, client, concurrency, nodes))) {
          held += op.type() == Op.Type.OK && op.time() < window.to() ? 0 : 1;
        }
      }
      for (Op op : open.values()) {
        Op.Process.Client client = (Op.Process.Client) op.process();
        held += paused.contains(node(op, client, concurrency, nodes)) ? 1 : 0;
      }
    }
    return held;
  }

  /** The node that an operation was sent to: as its completion says, else its client's own. */
  private static String node(Op op, Op.Process.Client client, int concurrency, int nodes) {
    return op.extra().get("node") instanceof String node
        ? node
        : "n" + (client.id() % concurrency % nodes + 1);
  }
}
