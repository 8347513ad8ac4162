package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.ariadne.sim.Decisions;
import dev.ariadne.harness.ariadne.sim.DecisionsFile;
import dev.ariadne.harness.ariadne.sim.cluster.SimCluster;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.Program;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.CodeVersion;
import dev.ariadne.harness.run.OpenSimulation;
import dev.ariadne.harness.run.ReplayRequest;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.SweepRequest;
import dev.ariadne.harness.run.TraceWindow;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import dev.ariadne.harness.store.Store;
import dev.ariadne.server.node.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.SortedSet;

/** The server of this project, simulated. */
public final class AriadneSimulator implements Simulator {

  /** Of so many worlds of a sweep that failed everything is kept, as of a single run. */
  private static final int KEPT_MAX = 10;

  @Override
  public String target() {
    return "ariadne";
  }

  @Override
  public String code() {
    return CodeVersion.fingerprint(Server.class);
  }

  @Override
  public int run(SweepRequest order, PrintWriter out, Told told) throws IOException {
    return order.one() ? one(order, out, told) : many(order, out, told);
  }

  /** The world of a seed, drawn as the order leaves it free. */
  static SimRun world(SweepRequest order, long seed, Decisions decisions) {
    Swarm.World drawn = new Swarm(decisions, order.said()).draw(order.scenario().withSeed(seed));
    return new SimRun(drawn.scenario(), drawn.conditions(), decisions);
  }

  private int one(SweepRequest order, PrintWriter out, Told told) throws IOException {
    long seed = order.firstSeed();
    Decisions decisions =
        order.record().isPresent() ? Decisions.recorded(seed) : Decisions.of(seed);
    if (order.decisions().isPresent()) {
      DecisionsFile file = decisions(order.decisions().get());
      seed = file.seed();
      decisions = Decisions.given(file.taken());
    }
    SimRun run = world(order, seed, decisions);
    if (order.twice()) {
      run.world().trace().keep();
    }
    out.println(RunText.opening(run.scenario(), run.conditions()));
    SimulationRecord record = SimulationRecord.begun(code(), order.said());
    RunDirectory directory = begin(order.store(), run.scenario(), record);
    if (order.decisions().isPresent()) {
      Files.copy(order.decisions().get(), directory.decisions());
    }
    long begun = System.nanoTime();
    SimRun.Outcome outcome = run.execute(Optional.of(directory), out::println);
    long tookNanos = System.nanoTime() - begun;
    told.told(seed, outcome.checks());
    directory.write(outcome.record(record));
    out.println();
    out.print(VerdictText.of(outcome.checks()));
    out.println();
    out.println(RunText.line(outcome));
    out.println(RunText.speed(outcome.operations(), outcome.nanos(), outcome.events(), tookNanos));
    if (order.record().isPresent()) {
      new DecisionsFile(seed, decisions.taken()).write(order.record().get());
      out.println("Decisions:   " + order.record().get());
    }
    int status = outcome.checks().verdict().exitStatus();
    if (order.twice()) {
      Optional<String> difference = DeterminismCheck.again(order, run, outcome);
      out.println("Twice:       " + difference.orElse("the same"));
      status = difference.isPresent() ? Verdict.INVALID.exitStatus() : status;
    }
    out.println("Report:      " + directory.report());
    out.println("Check again: " + Program.name() + " check " + directory.history());
    out.println("Run again:   " + order.command().apply(seed));
    out.println("Replay:      " + Program.name() + " replay " + directory.path());
    TraceWindow.commands(Program.name(), directory.path(), outcome.checks(), run.evidence())
        .forEach(command -> out.println("Trace:       " + command));
    out.println("Exit status: " + status);
    out.flush();
    return status;
  }

  private static DecisionsFile decisions(Path file) {
    try {
      return DecisionsFile.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("--decisions: " + e.getMessage(), e);
    }
  }

  private RunDirectory begin(Path store, Scenario scenario, SimulationRecord record)
      throws IOException {
    RunDirectory directory = new Store(store).begin(scenario, ZonedDateTime.now());
    directory.write(record);
    return directory;
  }

  @Override
  public RunResult run(RunRequest single) throws IOException {
    Scenario asked = single.scenario();
    Decisions decisions = Decisions.of(asked.seed());
    Swarm.World drawn = new Swarm(decisions, single.said()).draw(asked);
    SimRun run = new SimRun(drawn.scenario(), drawn.conditions(), decisions);
    Optional<RunDirectory> directory = Optional.empty();
    SimulationRecord record = SimulationRecord.begun(code(), single.said());
    if (single.store().isPresent()) {
      directory = Optional.of(begin(single.store().get(), run.scenario(), record));
    }
    SimRun.Outcome outcome = run.execute(directory, single.notes());
    if (directory.isPresent()) {
      directory.get().write(outcome.record(record));
    }
    return run.finished(outcome, directory);
  }

  @Override
  public Optional<RunResult> tell(Scenario scenario, ReplayRequest telling) throws IOException {
    Decisions decisions =
        telling.decisions().isPresent()
            ? Decisions.given(DecisionsFile.read(telling.decisions().get()).taken())
            : Decisions.of(scenario.seed());
    Swarm.World drawn = new Swarm(decisions, telling.said()).draw(scenario);
    return new TraceReplay(new SimRun(drawn.scenario(), drawn.conditions(), decisions), telling)
        .tell();
  }

  @Override
  public OpenSimulation open(Scenario scenario, SortedSet<String> said) {
    Decisions decisions = Decisions.of(scenario.seed());
    Swarm.World drawn = new Swarm(decisions, said).draw(scenario);
    SimRun run = new SimRun(drawn.scenario(), drawn.conditions(), decisions);
    return new OpenSimulation(drawn.scenario(), new SimCluster(run.world()), run.world());
  }

  private int many(SweepRequest order, PrintWriter out, Told told) throws IOException {
    SweepSummary tally = new SweepSummary(order.vacuousMax());
    long begun = System.nanoTime();
    new Sweep(order.firstSeed(), order.lastSeed())
        .run(
            order.threads(),
            seed -> quietly(order, seed),
            outcome -> {
              tally.add(outcome);
              told.told(outcome.seed(), outcome.checks());
              out.println(RunText.line(outcome));
              out.flush();
            });
    long tookNanos = System.nanoTime() - begun;
    SimulationRecord record = SimulationRecord.begun(code(), order.said());
    for (SimRun.Outcome failed : tally.failed().stream().limit(KEPT_MAX).toList()) {
      SimRun again = world(order, failed.seed(), Decisions.of(failed.seed()));
      RunDirectory directory = begin(order.store(), again.scenario(), record);
      directory.write(again.execute(Optional.of(directory), note -> {}).record(record));
      tally.kept(failed.seed(), directory.path());
    }
    tally.tell(order, tookNanos, out);
    out.flush();
    return tally.exitStatus(order);
  }

  private static SimRun.Outcome quietly(SweepRequest order, long seed) {
    try {
      SimRun run = world(order, seed, Decisions.of(seed));
      if (order.twice()) {
        run.world().trace().keep();
      }
      SimRun.Outcome outcome = run.execute(Optional.empty(), note -> {});
      return order.twice()
          ? outcome.differing(DeterminismCheck.again(order, run, outcome))
          : outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
