package dev.ariadne.harness.junit;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.TargetProvider;
import dev.ariadne.harness.interpreter.LiveInterpreter;
import dev.ariadne.harness.interpreter.VirtualClock;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.run.OpenSimulation;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.TargetRegistry;
import dev.ariadne.harness.run.TestRun;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.Store;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts the runs of a suite. */
final class SuiteRuns {
  private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final long STOP_NANOS_MAX = TimeUnit.SECONDS.toNanos(6);

  private final Settings settings;
  private final TargetRegistry targets;

  SuiteRuns(Settings settings) {
    this.settings = settings;
    this.targets = TargetRegistry.found(ZonedDateTime::now);
    settings.checkStore();
  }

  /**
   * Runs a seed to its end.
   *
   * @param progress receives the progress of a live run
   */
  ClusterRun run(long seed, Progress progress) throws IOException {
    RunResult finished = settings.live() ? live(seed, progress) : simulated(seed);
    // What the seed drew is not said: the seed draws it again.
    Path program = AriadneScript.in(settings.store());
    return new ClusterRun(finished, settings.command(program, finished.scenario()), program);
  }

  private RunResult simulated(long seed) throws IOException {
    Simulator simulator = targets.simulator(settings.target());
    Scenario scenario = settings.scenario(simulator.target(), seed);
    RunResult finished = simulator.run(RunRequest.of(scenario, settings.fixed()));
    // A failed run is repeated and kept. Other runs do not need the space.
    return finished.checks().verdict() == Verdict.INVALID
        ? simulator.run(RunRequest.of(scenario, settings.fixed()).storedIn(settings.store()))
        : finished;
  }

  private RunResult live(long seed, Progress progress) throws IOException {
    TargetProvider target = targets.target(settings.target());
    Scenario scenario = settings.scenario(target.name(), seed);
    RunDirectory directory = new Store(settings.store()).begin(scenario, ZonedDateTime.now());
    Cluster cluster = target.open(scenario.clusterOptions(directory.path()));
    TestRun run =
        new TestRun(
            scenario,
            directory,
            cluster,
            new LiveInterpreter(System::nanoTime, ANSWER_NANOS_MAX, STOP_NANOS_MAX),
            Workloads.named(scenario.load().workload(), scenario.load().keys()),
            progress,
            note -> {});
    try {
      Checks.Outcome checks = run.execute();
      return new RunResult(
          scenario, run.evidence(), checks, Optional.of(directory), Optional.empty());
    } catch (MissingCapabilityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A cluster without a workload. It may not be ready yet. */
  ByHand byHand(long seed) throws IOException {
    if (!settings.live()) {
      Simulator simulator = targets.simulator(settings.target());
      OpenSimulation opened =
          simulator.open(settings.scenario(simulator.target(), seed), Dimension.OF_SCENARIOS);
      VirtualClock clock = opened.clock();
      return new ByHand(
          opened.scenario().withoutFaults(),
          opened.cluster(),
          TestClock.of(clock),
          ByHandStore.ifItFails(settings.store()));
    }
    TargetProvider target = targets.target(settings.target());
    Scenario scenario = settings.scenario(target.name(), seed).withoutFaults();
    RunDirectory directory = new Store(settings.store()).begin(scenario, ZonedDateTime.now());
    Cluster cluster = target.open(scenario.clusterOptions(directory.path()));
    return new ByHand(
        scenario,
        cluster,
        TestClock.real(System::nanoTime),
        ByHandStore.of(directory, settings.store()));
  }
}
