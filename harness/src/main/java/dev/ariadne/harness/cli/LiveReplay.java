package dev.ariadne.harness.cli;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.TargetProvider;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.interpreter.LiveInterpreter;
import dev.ariadne.harness.nemesis.Faults;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.TestRun;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.Store;
import dev.ariadne.harness.workload.Workload;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Repeats the operations and faults of an earlier run on real servers, each at its time. */
final class LiveReplay {
  private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final long STOP_NANOS_MAX = TimeUnit.SECONDS.toNanos(6);

  private final TargetProvider target;
  private final Scenario scenario;
  private final RecordedOperations recording;

  LiveReplay(TargetProvider target, Scenario scenario, RecordedOperations recording) {
    this.target = target;
    this.scenario = scenario;
    this.recording = recording;
  }

  /**
   * Runs them and returns the exit status.
   *
   * @throws IllegalArgumentException if the target does not support the faults, or the recording
   *     makes no sense
   */
  int run(Path store, PrintWriter out) throws IOException {
    Workload workload = Workloads.named(scenario.load().workload(), scenario.load().keys());
    Generator script = recording.generator(scenario.workers());
    RunDirectory directory = new Store(store).begin(scenario, ZonedDateTime.now());
    Cluster cluster = open(directory);
    out.println(
        "%d operations and faults again, over %.1f s, on real servers"
            .formatted(recording.begun().size(), recording.endNanos() / 1e9));
    out.println("Store: " + directory.path());
    out.flush();
    LiveInterpreter interpreter =
        new LiveInterpreter(System::nanoTime, ANSWER_NANOS_MAX, STOP_NANOS_MAX);
    Interruption interruption = Interruption.guarding(interpreter, out);
    int status = Main.HARNESS_FAILED;
    try {
      TestRun run =
          new TestRun(
              scenario,
              Optional.of(directory),
              cluster,
              interpreter,
              workload,
              new Progress(),
              out::println,
              scenario.choices(),
              Optional.of(script));
      Checks.Outcome outcome = run.execute();
      status = outcome.verdict().exitStatus();
      out.println();
      out.print(VerdictText.of(outcome));
      long late = recording.begun().size() - recording.alsoBegunIn(run.evidence().history());
      if (late > 0) {
        out.println(
            late + " were not begun: until the end their clients waited for earlier answers.");
      }
      out.println("What servers answer, and when, is theirs: the same again is a matter of luck.");
      out.println("Report: " + directory.report());
      out.flush();
      return status;
    } catch (MissingCapabilityException e) {
      status = Main.BAD_USAGE;
      throw new IllegalArgumentException(e.getMessage(), e);
    } finally {
      interruption.finished(status);
    }
  }

  /** A cluster that supports the faults. If it does not, it is closed again. */
  private Cluster open(RunDirectory directory) throws IOException {
    Cluster cluster = target.open(scenario.clusterOptions(directory.path()));
    try {
      Faults.of(scenario.faults().kinds(), cluster, scenario.keeper());
      return cluster;
    } catch (MissingCapabilityException | IllegalArgumentException e) {
      cluster.close();
      Store.withdraw(directory);
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
