package dev.ariadne.harness.nemesis;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.history.RecordEdn;
import dev.ariadne.harness.interpreter.Nemesis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The faults of a test as its nemesis: carries them out, one after the other, and heals. */
public final class Faults implements Nemesis {
  /** The operation that ends every fault. */
  public static final String HEAL = "heal";

  /** The operation that asks after the heal what is still under way. */
  private static final String SETTLE = "settle";

  /** The longest time that changes of the members may take after the heal. */
  private static final long SETTLE_NANOS_MAX = 40_000_000_000L;

  private static final long BETWEEN_LOOKS_NANOS = 300_000_000L;

  private final Cluster cluster;
  private final List<Chosen> chosen;
  private final NodeWatch watch;

  /** A kind, and the fault of it on this cluster. */
  record Chosen(FaultKind kind, Fault<?, ?> fault) {}

  private Faults(Cluster cluster, List<Chosen> chosen) {
    this.cluster = cluster;
    this.chosen = List.copyOf(chosen);
    this.watch = new NodeWatch(cluster);
  }

  /**
   * The faults of these kinds on this cluster.
   *
   * @param names of the kinds, each perhaps with a target: see {@link FaultChoice}
   * @param keeper number of the node, from 0, that must not fall behind if it can be helped
   * @throws MissingCapabilityException if the cluster cannot be treated so
   * @throws IllegalArgumentException if there is no such kind or target
   */
  public static Faults of(List<String> names, Cluster cluster, int keeper)
      throws MissingCapabilityException {
    return of(names, cluster, keeper, new LeaderFinder(cluster, 1));
  }

  /**
   * The same, for a target that may have no {@link Capability.Roles}.
   *
   * @param leaders is told of the history meanwhile
   */
  public static Faults of(List<String> names, Cluster cluster, int keeper, LeaderFinder leaders)
      throws MissingCapabilityException {
    List<FaultChoice> choices = FaultChoice.of(names);
    List<FaultKind> kinds = choices.stream().map(FaultChoice::kind).toList();
    FaultContext.Shared shared = FaultContext.Shared.of(kinds, cluster, keeper, leaders);
    List<Chosen> chosen = new ArrayList<>();
    for (FaultChoice choice : choices) {
      FaultKind kind = choice.kind();
      for (Class<? extends Capability> capability : kind.needs()) {
        if (cluster.capability(capability).isEmpty()) {
          throw new MissingCapabilityException(kind.name(), capability);
        }
      }
      FaultContext context = new FaultContext(choice, cluster, shared);
      chosen.add(new Chosen(kind, kind.factory().on(context)));
    }
    return new Faults(cluster, chosen);
  }

  /**
   * One fault after the other, for ever; nothing if no kind was chosen. Members change in a cycle
   * of its own beside that of the other faults, so that a change is under way while they strike.
   */
  public Generator cycle(long intervalNanos) {
    return cycle(intervalNanos, UnaryOperator.identity());
  }

  /**
   * The same, with something between the faults. Membership changes come beside it.
   *
   * @param between given the faults that come one after the other, adds what is to come between
   */
  public Generator cycle(long intervalNanos, UnaryOperator<Generator> between) {
    List<Chosen> beside = chosen.stream().filter(c -> c.kind().besideOthers()).toList();
    List<Chosen> others = chosen.stream().filter(c -> !c.kind().besideOthers()).toList();
    List<Generator> cycles = new ArrayList<>();
    Generator oneByOne =
        others.isEmpty()
            ? Generators.nothing()
            : FaultCycle.of(
                new ShuffledDeck<>("nemesis/kind", others), "nemesis/length", intervalNanos);
    cycles.add(between.apply(oneByOne));
    if (!beside.isEmpty()) {
      ShuffledDeck<Chosen> deck = new ShuffledDeck<>("nemesis/membership/kind", beside);
      cycles.add(FaultCycle.of(deck, "nemesis/membership/length", intervalNanos));
    }
    return cycles.size() == 1 ? cycles.get(0) : Generators.any(cycles);
  }

  /** The operations that end whatever is in force, and wait, with a bound, for what that takes. */
  public Generator finalHeal() {
    Generator heal = Generators.once("nemesis/heal", HEAL, Edn.map());
    boolean lingers =
        chosen.stream()
            .flatMap(c -> c.kind().lingersWith().stream())
            .anyMatch(capability -> cluster.capability(capability).isPresent());
    if (!lingers) {
      return heal;
    }
    Generator settle =
        Generators.repeat(
            "nemesis/settle", (context, worker, turn) -> new Invocation(worker, SETTLE, Edn.map()));
    return Generators.concat(
        heal,
        Generators.until(
            op -> op.f().equals(SETTLE) && Boolean.TRUE.equals(Edn.get(op.value(), "settled")),
            Generators.timeLimit(SETTLE_NANOS_MAX, Generators.delay(BETWEEN_LOOKS_NANOS, settle))));
  }

  @Override
  public Op invoke(Op invocation) {
    Optional<List<String>> ended = watch.before();
    Map<Object, Object> told;
    if (invocation.f().equals(HEAL)) {
      told = heal();
    } else if (invocation.f().equals(SETTLE)) {
      told = settle();
    } else {
      told = carryOut(invocation.f(), invocation.value());
    }
    Map<Object, Object> seen = watch.after(ended, told);
    return new Op(
        -1, -1, Op.Type.INFO, invocation.process(), invocation.f(), seen, new TreeMap<>());
  }

  private Map<Object, Object> carryOut(String f, Object value) {
    for (Chosen one : chosen) {
      boolean begins = one.kind().begins().f().equals(f);
      if (begins || one.kind().ends().f().equals(f)) {
        Fault.Outcome outcome = carryOut(one, begins, value);
        Map<Object, Object> told = RecordEdn.write(outcome.told());
        outcome.did().ifPresent(did -> Edn.put(told, "did", did.did(one.kind().name())));
        return told;
      }
    }
    throw new IllegalArgumentException("no fault knows " + f);
  }

  /** The builder of a kind sees to it that its fault takes the records that the kind names. */
  @SuppressWarnings("unchecked")
  private static Fault.Outcome carryOut(Chosen one, boolean begins, Object value) {
    Fault<Record, Record> fault = (Fault<Record, Record>) one.fault();
    return begins
        ? fault.begin(RecordEdn.read(one.kind().begins().plan(), value))
        : fault.end(RecordEdn.read(one.kind().ends().plan(), value));
  }

  /** Asks each fault once what is still under way. */
  private Map<Object, Object> settle() {
    Map<Object, Object> told = Edn.map();
    Map<Object, Object> did = Edn.map();
    Set<String> waiting = new LinkedHashSet<>();
    for (Chosen one : chosen) {
      FaultCounters counters = new FaultCounters();
      waiting.addAll(one.fault().settle(counters));
      if (!counters.counts().isEmpty()) {
        Edn.put(did, one.kind().name(), counters.edn());
      }
    }
    Edn.put(told, "settled", waiting.isEmpty());
    if (!waiting.isEmpty()) {
      Edn.put(told, "waiting", List.copyOf(waiting));
    }
    return did.isEmpty() ? told : Edn.put(told, "did", did);
  }

  private Map<Object, Object> heal() {
    Map<Object, Object> did = Edn.map();
    for (Chosen one : chosen) {
      FaultCounters counters = one.fault().heal();
      if (!counters.counts().isEmpty()) {
        Edn.put(did, one.kind().name(), counters.edn());
      }
    }
    cluster.heal();
    return did.isEmpty() ? Edn.map() : Edn.put(Edn.map(), "did", did);
  }
}
