package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.client.Retry;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.interpreter.InterpreterInput;
import dev.ariadne.harness.interpreter.Nemesis;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.run.OpenSimulation;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.TargetRegistry;
import dev.ariadne.harness.store.ClusterSize;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.Workloads;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Performs one script in virtual time. */
final class ScriptRun implements Nemesis {
  private static final long MILLI = 1_000_000;
  private static final String HEAL = "heal";

  /** The longest wait for the first leader. */
  private static final long ELECTION_NANOS_MAX = 60_000 * MILLI;

  /** A fixed time: no run is kept, so no directory name needs the real one. */
  private static final ZonedDateTime NO_TIME =
      ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final Script script;
  private final Scenario scenario;
  private final OpenSimulation opened;
  private final Cluster cluster;
  private final FaultActions blows;
  private final ScriptTrace telling;

  /** The nodes that faults aimed at the leader have struck, by number of the fault. */
  private final SortedMap<Integer, String> leaders = new TreeMap<>();

  /** The target with that name; the first target if the name is empty. */
  static Simulator target(String name) {
    return TargetRegistry.found(() -> NO_TIME)
        .simulator(name.isEmpty() ? Optional.empty() : Optional.of(name));
  }

  ScriptRun(Script script, Simulator simulator, boolean staleReads) {
    this.script = script;
    this.scenario =
        Scenario.of(simulator.target(), RegisterWorkload.NAME, script.world())
            .with(new ClusterSize(script.nodes(), script.snapshotEvery(), 0))
            .with(
                Load.of(RegisterWorkload.NAME, script.nodes())
                    .withConcurrency(script.clients())
                    .withKeys(script.keys())
                    .withStaleReads(staleReads))
            .withTimeLimit(Math.max(1, script.lengthMillis()) / 1000.0);
    this.opened = simulator.open(scenario, Dimension.ALL);
    this.cluster = opened.cluster();
    this.blows = new FaultActions(cluster);
    this.telling = new ScriptTrace(script, cluster);
  }

  ScriptResult perform() {
    List<Op> history = new ArrayList<>();
    try (cluster) {
      awaitLeader();
      long begun = opened.clock().now();
      Generator all =
          Generators.phases(
              Generators.recorded(
                  ScriptStep.of(script).stream().map(ScriptStep::op).toList(),
                  scenario.load().concurrency()),
              Generators.nemesis(Generators.once("script/heal", HEAL, null)),
              Generators.clients(
                  Workloads.named(scenario.load().workload(), scenario.load().keys())
                      .finish(scenario.load().keys())));
      new SimulatedInterpreter(opened.clock())
          .run(
              new InterpreterInput(
                  all,
                  scenario.load().concurrency(),
                  scenario.choices(),
                  new Clients(cluster, Clients.STAY, Retry.NONE),
                  this,
                  op -> {
                    history.add(op);
                    telling.heard(op);
                  },
                  note -> {}));
      List<Capability.Journal.Entry> events =
          cluster
              .capability(Capability.Journal.class)
              .map(Capability.Journal::entries)
              .orElse(List.of());
      Evidence evidence = new Evidence(scenario, history, events, Optional.empty());
      Checks.Outcome outcome = Checks.run(Checks.ofClients(scenario), evidence);
      return new ScriptResult(
          script,
          outcome,
          history,
          telling.story(events, begun, outcome),
          telling.clientsStory(outcome));
    }
  }

  private void awaitLeader() {
    Optional<Capability.Roles> roles = cluster.capability(Capability.Roles.class);
    long until = opened.clock().now() + ELECTION_NANOS_MAX;
    while (roles.isPresent()
        && roles.get().leader().isEmpty()
        && opened.clock().now() < until
        && opened.clock().advance(until)) {
      // An event has happened.
    }
  }

  private String leader() {
    return cluster
        .capability(Capability.Roles.class)
        .flatMap(Capability.Roles::leader)
        .map(Capability.Roles.Leader::node)
        .orElse(cluster.nodes().getFirst());
  }

  @Override
  public Op invoke(Op invocation) {
    if (invocation.f().equals(HEAL)) {
      cluster.heal();
      return invocation;
    }
    int number = ((Long) invocation.value()).intValue();
    ScriptFault fault = script.faults().get(number);
    String node =
        fault.node() == ScriptFault.LEADER
            ? leaders.computeIfAbsent(number, n -> leader())
            : script.node(fault.node());
    if (invocation.f().equals(ScriptStep.BEGIN)) {
      blows.begin(fault.kind(), node);
    } else {
      blows.end(fault.kind(), node);
    }
    return invocation;
  }
}
