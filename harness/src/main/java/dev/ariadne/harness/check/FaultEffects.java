package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.nemesis.EffectCriterion;
import dev.ariadne.harness.nemesis.EffectCriterion.Bite;
import dev.ariadne.harness.nemesis.FaultChoice;
import dev.ariadne.harness.nemesis.FaultKind;
import dev.ariadne.harness.nemesis.FaultKinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * @param counters by name, added up
 * @param bite whether the fault had an observable effect
 */
public record FaultEffects(String kind, SortedMap<String, Long> counters, Bite bite) {

  /** Returns true if the fault had a visible effect, or was skipped. */
  public boolean bit() {
    return bite == Bite.BIT;
  }

  /** The effect in words. */
  public String bitInWords() {
    return switch (bite) {
      case BIT -> "had an effect";
      case NEVER -> "had no effect";
      case UNSEEN -> "was done; its effect could not be seen";
    };
  }

  /**
   * Returns true if this kind is impossible on the machine of the test. The verdict names it, and
   * does not change.
   */
  boolean skipped() {
    return counters.getOrDefault("skipped", 0L) > 0;
  }

  /** The effects of every requested kind, in the order of the request. */
  public static List<FaultEffects> of(Evidence evidence) {
    SortedMap<String, SortedMap<String, Long>> counted = new TreeMap<>();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named
          && Edn.get(op.value(), "did") instanceof Map<?, ?> did) {
        add(counted, did);
      }
    }
    counted.forEach(
        (name, counters) ->
            FaultKinds.named(name)
                .flatMap(kind -> kind.effect().observed().flatMap(o -> observed(o, kind, evidence)))
                .ifPresent(seen -> counters.put(seen.getKey(), seen.getValue())));
    List<FaultEffects> effects = new ArrayList<>();
    Set<String> kinds = new LinkedHashSet<>();
    evidence.scenario().faults().kinds().forEach(name -> kinds.add(FaultChoice.kindName(name)));
    for (String kind : kinds) {
      SortedMap<String, Long> counters = counted.getOrDefault(kind, new TreeMap<>());
      boolean skipped = counters.getOrDefault("skipped", 0L) > 0;
      effects.add(new FaultEffects(kind, counters, skipped ? Bite.BIT : effect(kind).of(counters)));
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

  /** A kind that is not known here was one of a user's own. */
  private static EffectCriterion effect(String kind) {
    return FaultKinds.named(kind).map(FaultKind::effect).orElse(EffectCriterion.ANYTHING);
  }

  /** A counter that only the whole run shows; empty if the target does not tell it. */
  private static Optional<Map.Entry<String, Long>> observed(
      EffectCriterion.Observation observation, FaultKind kind, Evidence evidence) {
    Optional<Long> count =
        switch (observation) {
          case OPERATIONS_HELD -> Optional.of(held(kind, evidence));
          case TORN_ENDS_REPAIRED ->
              evidence.tells("torn-end-repaired")
                  ? Optional.of(count(evidence.events(), "torn-end-repaired"))
                  : Optional.empty();
          case UNDER_OTHER_FAULTS -> Optional.of(underOtherFaults(kind, evidence));
        };
    return count.map(number -> Map.entry(observation.counter(), number));
  }

  /** The number of faults of this kind that began while a fault of another kind was in force. */
  private static long underOtherFaults(FaultKind kind, Evidence evidence) {
    List<FaultWindow> windows = FaultWindow.of(evidence.history());
    return windows.stream()
        .filter(window -> window.kind() == kind)
        .filter(
            change ->
                windows.stream()
                    .anyMatch(
                        other ->
                            other.kind() != kind
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

  /** The number of events of a kind that the nodes reported. */
  static long count(List<Capability.Journal.Entry> events, String kind) {
    return events.stream().filter(event -> event.kind().equals(kind)).count();
  }

  /**
   * The number of client operations at a paused node that were open during the pause and did not
   * succeed before its end.
   */
  private static long held(FaultKind kind, Evidence evidence) {
    int concurrency = evidence.scenario().workers();
    int nodes = evidence.scenario().cluster().nodes();
    long held = 0;
    for (FaultWindow window : FaultWindow.of(evidence.history())) {
      if (window.kind() != kind) {
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

  /**
   * The node that an operation was sent to: the node in its completion, else its client's own node.
   */
  private static String node(Op op, Op.Process.Client client, int concurrency, int nodes) {
    return op.extra().get("node") instanceof String node
        ? node
        : "n" + (client.id() % concurrency % nodes + 1);
  }
}
