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
import dev.ariadne.harness.interpreter.Nemesis;
import dev.ariadne.harness.interpreter.Plan;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.run.Opened;
import dev.ariadne.harness.run.Single;
import dev.ariadne.harness.run.Targets;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.Workloads;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Carries out one script, on virtual time. */
final class ScriptRun implements Nemesis {
  private static final long MILLI = 1_000_000;

  /** How long the nodes may take to elect somebody. */
  private static final long ELECTION_NANOS_MAX = 60_000 * MILLI;

  /** Nothing is kept, so no directory needs the time in its name. */
  private static final ZonedDateTime NO_TIME =
      ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final Op.Process NEMESIS = new Op.Process.Named("nemesis");

  private final Script script;
  private final Scenario scenario;
  private final Opened opened;
  private final Cluster cluster;

  ScriptRun(Script script, String target, boolean staleReads) {
    this.script = script;
    var simulator =
        Targets.found(() -> NO_TIME)
            .simulator(target.isEmpty() ? Optional.empty() : Optional.of(target));
    this.scenario =
        new Scenario(
            Scenario.VERSION,
            "script",
            simulator.target(),
            script.world(),
            script.nodes(),
            script.clients(),
            100,
            Math.max(1, script.lengthMillis()) / 1000.0,
            RegisterWorkload.NAME,
            script.keys(),
            List.of(),
            1,
            50,
            20,
            staleReads,
            Clients.STAY,
            Retry.NONE.word());
    this.opened = simulator.open(scenario, Single.ALL);
    this.cluster = opened.cluster();
  }

  Performance perform() {
    List<Op> history = new ArrayList<>();
    try (cluster) {
      awaitLeader();
      Generator all =
          Generators.phases(
              Generators.recorded(operations(), scenario.concurrency()),
              Generators.nemesis(Generators.once("script/heal", "heal", null)),
              Generators.clients(
                  Workloads.named(scenario.workload(), scenario.keys()).finish(scenario.keys())));
      new SimulatedInterpreter(opened.world())
          .run(
              new Plan(
                  all,
                  scenario.concurrency(),
                  scenario.choices(),
                  new Clients(cluster, Clients.STAY, Retry.NONE),
                  this,
                  history::add,
                  note -> {}));
      List<Capability.Journal.Entry> events =
          cluster
              .capability(Capability.Journal.class)
              .map(Capability.Journal::entries)
              .orElse(List.of());
      Evidence evidence = new Evidence(scenario, history, events, Optional.empty());
      return new Performance(
          Checks.run(List.of(Checks.ofWorkloadAlone(scenario)), evidence), history);
    }
  }

  private void awaitLeader() {
    Optional<Capability.Roles> roles = cluster.capability(Capability.Roles.class);
    long until = opened.world().now() + ELECTION_NANOS_MAX;
    while (roles.isPresent()
        && roles.get().leader().isEmpty()
        && opened.world().now() < until
        && opened.world().advance(until)) {
      // Something has happened.
    }
  }

  private List<Op> operations() {
    List<Op> all = new ArrayList<>();
    long at = 0;
    long value = 0;
    for (Deed deed : script.deeds()) {
      at += deed.gapMillis();
      value++;
      Long written = deed.kind() == Deed.Kind.WRITE ? value : null;
      all.add(
          op(
              at,
              new Op.Process.Client(deed.client() - 1),
              deed.kind() == Deed.Kind.WRITE ? "write" : "read",
              Arrays.asList((long) deed.key(), written)));
    }
    for (Strike fault : script.faults()) {
      String node = "n" + script.node(fault.node());
      String name = fault.kind().name();
      all.add(op(fault.atMillis(), NEMESIS, name, node));
      all.add(op(fault.atMillis() + fault.forMillis(), NEMESIS, "NOT_" + name, node));
    }
    all.sort(Comparator.comparingLong(Op::time));
    return all;
  }

  private static Op op(long atMillis, Op.Process process, String f, Object value) {
    Op.Type type = process == NEMESIS ? Op.Type.INFO : Op.Type.INVOKE;
    return new Op(-1, atMillis * MILLI, type, process, f, value, new TreeMap<>());
  }

  @Override
  public Op invoke(Op invocation) {
    if (invocation.f().equals("heal")) {
      cluster.heal();
      return invocation;
    }
    String node = (String) invocation.value();
    boolean ends = invocation.f().startsWith("NOT_");
    switch (Strike.Kind.valueOf(ends ? invocation.f().substring(4) : invocation.f())) {
      case CUT_OFF -> cutOff(node, ends);
      case PAUSED ->
          cluster
              .capability(Capability.Pause.class)
              .ifPresent(
                  pause -> {
                    if (ends) {
                      pause.resume(node);
                    } else {
                      pause.pause(node);
                    }
                  });
      case KILLED ->
          cluster
              .capability(Capability.Kill.class)
              .ifPresent(
                  kill -> {
                    if (ends) {
                      kill.start(node);
                    } else {
                      kill.kill(node);
                    }
                  });
    }
    return invocation;
  }

  private void cutOff(String node, boolean ends) {
    Optional<Capability.Links> links = cluster.capability(Capability.Links.class);
    if (links.isEmpty()) {
      return;
    }
    for (String other : cluster.nodes()) {
      if (!other.equals(node) && ends) {
        links.get().heal(node, other, true);
        links.get().heal(other, node, true);
      } else if (!other.equals(node)) {
        links.get().cut(node, other);
        links.get().cut(other, node);
      }
    }
  }
}
