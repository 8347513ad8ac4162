package dev.ariadne.harness.nemesis;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.interpreter.Nemesis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The faults chosen for a test: who carries them out, when they come, and how they end. */
public final class Faults implements Nemesis {
  /** Every kind there is, as named on the command line. */
  public static final List<String> KINDS =
      List.of(
          "partition",
          "kill",
          "pause",
          "wal-truncate",
          WalDamage.TRUNCATE_SYNCED,
          WalDamage.CORRUPT,
          "slow",
          "client-cut",
          MembershipFault.KIND,
          DiskFull.KIND,
          PowerCut.KIND,
          DiskErrors.KIND,
          ClockDrift.KIND,
          MessageFaults.KIND);

  /** Those that only a simulation can do. */
  public static final List<String> SIMULATED =
      List.of(PowerCut.KIND, DiskErrors.KIND, ClockDrift.KIND, MessageFaults.KIND);

  /** Looks whether all that was begun has come to its end, after the heal. */
  private static final String SETTLE = "settle";

  /** How long after the heal the members may take to be as they are to be. */
  private static final long SETTLE_NANOS_MAX = 40_000_000_000L;

  private static final long BETWEEN_LOOKS_NANOS = 300_000_000L;

  private final Cluster cluster;
  private final List<Fault> faults;
  private final Map<String, Fault> byF = new LinkedHashMap<>();
  private final NodeWatch watch;

  private Faults(Cluster cluster, List<Fault> faults) {
    this.cluster = cluster;
    this.faults = List.copyOf(faults);
    this.watch = new NodeWatch(cluster);
    for (Fault fault : faults) {
      for (String f : fault.fs()) {
        byF.putIfAbsent(f, fault);
      }
    }
  }

  /**
   * The faults of these kinds on this cluster.
   *
   * @param keeper number of the node, from 0, that must not fall behind if it can be helped
   * @throws MissingCapabilityException if the cluster cannot be treated so
   * @throws IllegalArgumentException if there is no such kind
   */
  public static Faults of(List<String> kinds, Cluster cluster, int keeper)
      throws MissingCapabilityException {
    Nodes nodes = new Nodes(cluster.nodes(), cluster.nodes().get(keeper), cluster::nodes);
    Optional<MembershipChanges> changes =
        cluster.capability(Capability.Membership.class).map(MembershipChanges::new);
    Optional<DamagedNodes> casualties =
        cluster
            .capability(Capability.Damage.class)
            .map(damage -> new DamagedNodes(nodes, damage, damaging(kinds), changes));
    List<Fault> faults = new ArrayList<>();
    for (String kind : kinds) {
      faults.add(fault(kind, cluster, nodes, casualties, changes));
    }
    return new Faults(cluster, faults);
  }

  /** Every kind there is, users' own among them. */
  public static List<String> kinds() {
    List<String> kinds = new ArrayList<>(KINDS);
    ServiceLoader.load(FaultProvider.class).forEach(provider -> kinds.add(provider.kind()));
    return kinds;
  }

  private static Optional<FaultProvider> provided(String kind) {
    return ServiceLoader.load(FaultProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.kind().equals(kind))
        .findFirst();
  }

  private static List<String> damaging(List<String> kinds) {
    return kinds.stream()
        .filter(List.of(WalDamage.TRUNCATE_SYNCED, WalDamage.CORRUPT)::contains)
        .toList();
  }

  private static Fault fault(
      String kind,
      Cluster cluster,
      Nodes nodes,
      Optional<DamagedNodes> casualties,
      Optional<MembershipChanges> changes)
      throws MissingCapabilityException {
    Optional<Capability.Roles> roles = cluster.capability(Capability.Roles.class);
    return switch (kind) {
      case "partition" -> new Partition(nodes, need(kind, cluster, Capability.Links.class), roles);
      case "kill" -> new Kill(nodes, need(kind, cluster, Capability.Kill.class), roles);
      case "pause" ->
          new Pause(
              nodes,
              need(kind, cluster, Capability.Pause.class),
              cluster.capability(Capability.Kill.class),
              roles);
      case "wal-truncate" ->
          new WalTruncate(
              nodes,
              need(kind, cluster, Capability.TornLog.class),
              need(kind, cluster, Capability.Kill.class),
              roles,
              cluster.capability(Capability.Damage.class));
      case WalDamage.TRUNCATE_SYNCED ->
          WalDamage.truncateSynced(
              nodes, need(kind, casualties), need(kind, cluster, Capability.Kill.class));
      case WalDamage.CORRUPT ->
          WalDamage.corrupt(
              nodes, need(kind, casualties), need(kind, cluster, Capability.Kill.class));
      case "slow" -> new Slow(nodes, need(kind, cluster, Capability.SlowLinks.class), roles);
      case "client-cut" ->
          new ClientCut(nodes, need(kind, cluster, Capability.ClientLinks.class), roles);
      case PowerCut.KIND ->
          new PowerCut(
              nodes,
              need(kind, cluster, Hardware.Power.class),
              need(kind, cluster, Capability.Kill.class),
              roles);
      case DiskErrors.KIND ->
          new DiskErrors(
              nodes,
              need(kind, cluster, Hardware.Disks.class),
              need(kind, cluster, Capability.Kill.class),
              roles);
      case ClockDrift.KIND ->
          new ClockDrift(nodes, need(kind, cluster, Hardware.Clocks.class), roles);
      case MessageFaults.KIND -> new MessageFaults(need(kind, cluster, Hardware.Weather.class));
      case MembershipFault.KIND ->
          new MembershipFault(
              nodes,
              changes.orElseThrow(
                  () -> new MissingCapabilityException(kind, Capability.Membership.class)),
              cluster.capability(Capability.Links.class),
              cluster.capability(Capability.Pause.class),
              cluster.capability(Capability.Kill.class),
              roles,
              cluster.capability(Capability.Damage.class));
      case DiskFull.KIND ->
          new DiskFull(
              nodes,
              need(kind, cluster, Capability.DiskSpace.class),
              need(kind, cluster, Capability.Kill.class),
              roles);
      default ->
          provided(kind)
              .orElseThrow(() -> new IllegalArgumentException("no such kind of fault: " + kind))
              .open(cluster);
    };
  }

  private static DamagedNodes need(String kind, Optional<DamagedNodes> casualties)
      throws MissingCapabilityException {
    return casualties.orElseThrow(
        () -> new MissingCapabilityException(kind, Capability.Damage.class));
  }

  private static <C extends Capability> C need(String kind, Cluster cluster, Class<C> capability)
      throws MissingCapabilityException {
    return cluster
        .capability(capability)
        .orElseThrow(() -> new MissingCapabilityException(kind, capability));
  }

  /**
   * One fault after the other, for ever; nothing if no kind was chosen. Members change in a cycle
   * of its own beside that of the other faults, so that a change is under way while they strike.
   */
  public Generator cycle(long intervalNanos) {
    List<Fault> beside =
        faults.stream().filter(f -> f.kind().equals(MembershipFault.KIND)).toList();
    List<Fault> others = faults.stream().filter(f -> !beside.contains(f)).toList();
    List<Generator> cycles = new ArrayList<>();
    if (!others.isEmpty()) {
      ShuffledDeck<Fault> deck = new ShuffledDeck<>("nemesis/kind", others);
      cycles.add(FaultCycle.of(deck, "nemesis/length", intervalNanos));
    }
    if (!beside.isEmpty()) {
      ShuffledDeck<Fault> deck = new ShuffledDeck<>("nemesis/membership/kind", beside);
      cycles.add(FaultCycle.of(deck, "nemesis/membership/length", intervalNanos));
    }
    return cycles.size() == 1 ? cycles.get(0) : Generators.any(cycles);
  }

  /** The operations that end whatever is in force, and wait, with a bound, for what that takes. */
  public Generator finalHeal() {
    Generator heal = Generators.once("nemesis/heal", "heal", Edn.map());
    if (faults.stream().noneMatch(Fault::lingers)) {
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
    if (invocation.f().equals("heal")) {
      told = heal();
    } else if (invocation.f().equals(SETTLE)) {
      told = settle();
    } else {
      Fault fault = byF.get(invocation.f());
      if (fault == null) {
        throw new IllegalArgumentException("no fault knows " + invocation.f());
      }
      told = fault.invoke(invocation.f(), invocation.value() instanceof Map<?, ?> m ? m : Map.of());
    }
    Map<Object, Object> seen = watch.after(ended, told);
    return new Op(
        -1, -1, Op.Type.INFO, invocation.process(), invocation.f(), seen, new TreeMap<>());
  }

  /** Looks once at what is still waited for. */
  private Map<Object, Object> settle() {
    Map<Object, Object> told = Edn.map();
    Map<Object, Object> did = Edn.map();
    Set<String> waiting = new LinkedHashSet<>();
    for (Fault fault : faults) {
      Counters counters = new Counters();
      waiting.addAll(fault.settle(counters));
      if (!counters.counts().isEmpty()) {
        Edn.put(did, fault.kind(), counters.edn());
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
    for (Fault fault : faults) {
      Map<Object, Object> counters = fault.heal();
      if (!counters.isEmpty()) {
        Edn.put(did, fault.kind(), counters);
      }
    }
    cluster.heal();
    return did.isEmpty() ? Edn.map() : Edn.put(Edn.map(), "did", did);
  }
}
