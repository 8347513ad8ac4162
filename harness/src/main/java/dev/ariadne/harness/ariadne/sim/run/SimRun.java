package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.TraceHash;
import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.ariadne.sim.cluster.SimCluster;
import dev.ariadne.harness.ariadne.sim.watch.Coverage;
import dev.ariadne.harness.ariadne.sim.watch.HeartbeatsInTime;
import dev.ariadne.harness.ariadne.sim.watch.HigherTermsFollowed;
import dev.ariadne.harness.ariadne.sim.watch.NodeFilesWriter;
import dev.ariadne.harness.ariadne.sim.watch.SimOracles;
import dev.ariadne.harness.ariadne.sim.watch.TimingRules;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.history.HistoryRecorder;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.SimulationResult;
import dev.ariadne.harness.run.TestRun;
import dev.ariadne.harness.run.TraceDigest;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One world from its beginning to its verdict. */
public final class SimRun {

  /**
   * The outcome of a run.
   *
   * @param nanos of virtual time that passed
   * @param operations of clients that were begun
   * @param counts what happened, by name
   */
  record Outcome(
      long seed,
      Checks.Outcome checks,
      long traceHash,
      long events,
      long nanos,
      long operations,
      SortedMap<String, Long> counts) {

    /** Returns the record of the run, as it is stored. */
    SimulationRecord record(SimulationRecord begun) {
      return begun.ended(events, traceHash, checks.verdict().name().toLowerCase(Locale.ROOT));
    }
  }

  private final Scenario scenario;
  private final WorldConditions conditions;
  private final Decisions decisions;
  private final SimWorld world;
  private final SimOracles oracles;

  /** The evidence of the run; null before its end. */
  private Evidence evidence;

  SimRun(Scenario scenario, WorldConditions conditions, Decisions decisions) {
    this(scenario, conditions, decisions, true);
  }

  /**
   * @param watched whether oracles look into the nodes
   */
  SimRun(Scenario scenario, WorldConditions conditions, Decisions decisions, boolean watched) {
    this.scenario = scenario;
    this.conditions = conditions;
    this.decisions = decisions;
    this.world = new SimWorld(conditions, decisions);
    this.oracles = new SimOracles(world);
    world.observe(new Coverage());
    if (watched) {
      world.observe(oracles);
      world.observe(new TimingRules(world, oracles));
      world.observe(new HeartbeatsInTime(world));
      world.observe(new HigherTermsFollowed(world));
    }
  }

  public SimWorld world() {
    return world;
  }

  SimOracles oracles() {
    return oracles;
  }

  Scenario scenario() {
    return scenario;
  }

  WorldConditions conditions() {
    return conditions;
  }

  /** Runs it, on the calling thread alone. */
  Outcome execute(Optional<RunDirectory> directory, Consumer<String> notes) throws IOException {
    return execute(directory, notes, op -> {});
  }

  /**
   * The same.
   *
   * @param told of each line of the history as it is written
   */
  Outcome execute(Optional<RunDirectory> directory, Consumer<String> notes, HistoryRecorder told)
      throws IOException {
    TestRun run =
        new TestRun(
            scenario,
            directory,
            new SimCluster(world),
            new SimulatedInterpreter(world),
            Workloads.named(scenario.load().workload(), scenario.load().keys()),
            new Progress(),
            notes,
            decisions);
    run.tell(told);
    try {
      Checks.Outcome checks = run.execute();
      evidence = run.evidence();
      if (directory.isPresent()) {
        NodeFilesWriter.write(directory.get(), world);
      }
      return outcome(checks, run.evidence());
    } catch (MissingCapabilityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns the evidence of the run, once it has been executed. */
  Evidence evidence() {
    return evidence;
  }

  /** Returns the result of the executed run for callers outside this package. */
  RunResult finished(Outcome outcome, Optional<RunDirectory> directory) {
    return new RunResult(
        scenario,
        evidence,
        outcome.checks(),
        directory,
        Optional.of(
            new SimulationResult(
                new TraceDigest(outcome.events(), outcome.traceHash()),
                outcome.nanos(),
                outcome.operations(),
                outcome.counts(),
                world.trace(),
                decisions.taken())));
  }

  private Outcome outcome(Checks.Outcome checks, Evidence evidence) {
    long operations = 0;
    TraceHash trace = world.trace();
    for (Op op : evidence.history()) {
      trace.add(op.time());
      trace.add(op.type().ordinal());
      trace.add(op.f().hashCode());
      trace.add(String.valueOf(op.value()).hashCode());
      operations += op.type() == Op.Type.INVOKE ? 1 : 0;
    }
    SortedMap<String, Long> counts = new TreeMap<>(world.counts());
    Coverage.ofHistory(evidence.history())
        .forEach((what, count) -> counts.merge(what, count, Long::sum));
    return new Outcome(
        scenario.seed(), checks, trace.hash(), trace.events(), world.now(), operations, counts);
  }
}
