package dev.ariadne.harness.run;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Choices;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.client.Retry;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.history.HistoryRecorder;
import dev.ariadne.harness.history.HistoryWriter;
import dev.ariadne.harness.interpreter.Interpreter;
import dev.ariadne.harness.interpreter.InterpreterInput;
import dev.ariadne.harness.nemesis.Faults;
import dev.ariadne.harness.nemesis.LeaderFinder;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.HtmlReport;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.scene.Scenes;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.RecoveryRecord;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.RunRecord;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.Store;
import dev.ariadne.harness.workload.MoreReads;
import dev.ariadne.harness.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One test from beginning to end, in whichever world the cluster and the interpreter belong to:
 * setup, the main phase under faults, the heal, the last reads, recovery from the disks, checks,
 * the report. The store is written as it goes.
 */
public final class TestRun {
  private static final String PHASE_NOTE = "phase:";

  /**
   * The main phase ends early once nothing has been acknowledged for so many intervals of faults,
   * and for no less than the limit for the first answer: what is left of it would show nothing.
   */
  static final int SILENT_INTERVALS_MAX = 3;

  private final Scenario scenario;
  private final Optional<RunDirectory> directory;
  private final Cluster cluster;
  private final Interpreter interpreter;
  private final Workload workload;
  private final Progress progress;
  private final Consumer<String> notes;
  private final Choices choices;
  private final Optional<Generator> script;

  /** Told of each line of the history once it is written. */
  private HistoryRecorder listener = op -> {};

  /** The evidence of the run, once it has ended. */
  private Evidence evidence;

  /** The scenes of the run; known once the run has begun. */
  private Scenes scenes;

  /** The node that keeps every entry; known once the run has begun. */
  private String keeper = "";

  /**
   * @param cluster open, with all nodes started; closed by the run
   * @param notes lines for a person, beside what the progress says
   */
  public TestRun(
      Scenario scenario,
      RunDirectory directory,
      Cluster cluster,
      Interpreter interpreter,
      Workload workload,
      Progress progress,
      Consumer<String> notes) {
    this(
        scenario,
        Optional.of(directory),
        cluster,
        interpreter,
        workload,
        progress,
        notes,
        scenario.choices(),
        Optional.empty());
  }

  /**
   * @param directory where everything is kept; empty for a run of which only the outcome counts
   * @param choices in place of the scenario's own
   */
  public TestRun(
      Scenario scenario,
      Optional<RunDirectory> directory,
      Cluster cluster,
      Interpreter interpreter,
      Workload workload,
      Progress progress,
      Consumer<String> notes,
      Choices choices) {
    this(
        scenario,
        directory,
        cluster,
        interpreter,
        workload,
        progress,
        notes,
        choices,
        Optional.empty());
  }

  /**
   * @param script in place of what the scenario would do up to the final heal
   */
  public TestRun(
      Scenario scenario,
      Optional<RunDirectory> directory,
      Cluster cluster,
      Interpreter interpreter,
      Workload workload,
      Progress progress,
      Consumer<String> notes,
      Choices choices,
      Optional<Generator> script) {
    this.script = script;
    this.scenario = scenario;
    this.directory = directory;
    this.cluster = cluster;
    this.interpreter = interpreter;
    this.workload = workload;
    this.progress = progress;
    this.notes = notes;
    this.choices = choices;
  }

  /** Sets who is told of each line of the history once it is written; before the run. */
  public void tell(HistoryRecorder each) {
    listener = each;
  }

  /**
   * Runs the test; on return all nodes are stopped and the store is complete.
   *
   * @throws MissingCapabilityException if a fault was asked for that the target cannot suffer; the
   *     run's directory is gone then
   * @throws IOException if the store could not be written
   */
  public Checks.Outcome execute() throws IOException, MissingCapabilityException {
    List<Op> history = new ArrayList<>();
    List<Capability.Journal.Entry> events;
    Optional<RecoveryRecord> recovery;
    RunRecord record;
    keeper = cluster.nodes().get(scenario.keeper());
    try {
      LeaderFinder leaders = new LeaderFinder(cluster, scenario.workers());
      Faults faults = Faults.of(scenario.faults().kinds(), cluster, scenario.keeper(), leaders);
      scenes = Scenes.of(scenario.faults().scenes(), cluster, workload, leaders);
      scenes
          .skipped()
          .forEach((name, why) -> notes.accept("Scene " + name + " is skipped: " + why + "."));
      String ending;
      try {
        ending = ending(interpret(faults, leaders, history), history);
      } finally {
        attempt("heal", () -> cluster.heal());
      }
      progress.enter(Progress.Phase.RECOVERING);
      record = RunRecord.of(cluster, ending);
      recovery =
          ending.equals(RunRecord.COMPLETE)
              ? cluster.capability(Capability.Recovery.class).map(this::recover)
              : Optional.empty();
      events =
          cluster
              .capability(Capability.Journal.class)
              .map(Capability.Journal::entries)
              .orElse(List.of());
    } catch (MissingCapabilityException e) {
      if (directory.isPresent()) {
        closeCluster();
        Store.withdraw(directory.get());
      }
      throw e;
    } finally {
      closeCluster();
    }
    if (directory.isPresent()) {
      directory.get().write(record);
      if (recovery.isPresent()) {
        directory.get().write(recovery.get());
      }
      // Last: a store with events lacks nothing of the nodes'.
      directory.get().writeEvents(events);
    }
    evidence = new Evidence(scenario, history, events, recovery, true, record);
    return judge();
  }

  private void closeCluster() {
    attempt("stop", cluster::close);
  }

  /**
   * A target that fails to do this has not broken a promise by that, and what it did before is to
   * be judged all the same.
   */
  private void attempt(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      notes.accept("The target failed to " + what + ": " + e);
    }
  }

  private String ending(Interpreter.Ending ending, List<Op> history) {
    return switch (ending) {
      case STOPPED -> RunRecord.STOPPED;
      case STUCK -> RunRecord.STUCK;
      case EXHAUSTED ->
          script.isEmpty() && scenario.hasSetupLimit() && neverAnswered(history)
              ? RunRecord.NO_ANSWER
              : RunRecord.COMPLETE;
    };
  }

  private static boolean neverAnswered(List<Op> history) {
    boolean completed = false;
    for (Op op : history) {
      if (op.process() instanceof Op.Process.Client && op.type() != Op.Type.INVOKE) {
        completed = true;
        if (op.type() == Op.Type.OK) {
          return false;
        }
      }
    }
    return completed;
  }

  /** Returns the evidence of the run; null before {@link #execute} has returned. */
  public Evidence evidence() {
    return evidence;
  }

  private Interpreter.Ending interpret(Faults faults, LeaderFinder leaders, List<Op> history)
      throws IOException {
    if (directory.isEmpty()) {
      return interpreter.run(
          input(
              faults,
              op -> {
                history.add(op);
                leaders.record(op);
                listener.record(op);
              }));
    }
    try (HistoryWriter writer = HistoryWriter.create(directory.get().history())) {
      HistoryRecorder recorder =
          op -> {
            writer.record(op);
            history.add(op);
            progress.record(op);
            leaders.record(op);
            listener.record(op);
          };
      return interpreter.run(input(faults, recorder));
    }
  }

  private Checks.Outcome judge() throws IOException {
    progress.enter(Progress.Phase.CHECKING);
    Checks.Outcome outcome = Checks.run(Checks.standard(scenario), evidence);
    if (directory.isPresent()) {
      RunDirectory kept = directory.get();
      kept.write(kept.results(), outcome.toEdn());
      kept.write(kept.report(), HtmlReport.of(evidence, outcome));
    }
    progress.enter(Progress.Phase.DONE);
    return outcome;
  }

  private InterpreterInput input(Faults faults, HistoryRecorder recorder) {
    return new InterpreterInput(
        generator(faults),
        scenario.workers(),
        choices,
        new Clients(cluster, scenario.load().clients(), Retry.of(scenario.load().retry())),
        op -> carryOut(op, faults),
        recorder,
        this::note);
  }

  private Op carryOut(Op op, Faults faults) {
    if (Scenes.isOf(op)) {
      return scenes.invoke(op);
    }
    if (op.f().equals(Faults.HEAL)) {
      scenes.heal();
    }
    return faults.invoke(op);
  }

  private Generator generator(Faults faults) {
    if (script.isPresent()) {
      Generator scripted = Generators.phases(enter(Progress.Phase.RUNNING), script.get());
      return Generators.following(thenHealed(scripted, faults), this::finish);
    }
    long apart = Math.max(1, Math.round(1e9 / scenario.load().rate()));
    Generator clients =
        Generators.stagger("stagger", apart, Generators.backOff(workload::answered, main()));
    Generator nemesis = faults.cycle(nanos(scenario.faults().intervalSeconds()), scenes::between);
    Generator main =
        Generators.timeLimit(
            nanos(scenario.timeLimitSeconds()),
            Generators.untilSilent(
                nanos(silentSecondsMax()),
                "Nothing has been acknowledged for %s s: the main phase ends early."
                    .formatted(silentSecondsMax()),
                Generators.reserve().and(scenario.load().concurrency(), clients).rest(nemesis)));
    Generator work =
        Generators.unlessAnsweredWithin(
            nanos(scenario.setupLimitSeconds()),
            "Nothing has been acknowledged within %s s: the run stops."
                .formatted(scenario.setupLimitSeconds()),
            Generators.phases(
                Generators.clients(workload.setup()), enter(Progress.Phase.RUNNING), main));
    Generator healed = thenHealed(work, faults);
    // Without a limit a cluster that has not answered yet has to do so once it is healed.
    return scenario.hasSetupLimit()
        ? Generators.followingIfAnswered(healed, this::finish)
        : Generators.following(healed, this::finish);
  }

  /** The workload's operations; a workload without reads gets no further ones. */
  private Generator main() {
    Load load = scenario.load();
    return workload.keyOperations().isEmpty()
        ? workload.main()
        : MoreReads.of(workload.main(), load.concurrency(), load.readers(), load.readShare());
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  private double silentSecondsMax() {
    return Math.max(
        scenario.setupLimitSeconds(), SILENT_INTERVALS_MAX * scenario.faults().intervalSeconds());
  }

  private Generator thenHealed(Generator work, Faults faults) {
    return Generators.phases(
        work,
        enter(Progress.Phase.HEALING),
        Generators.nemesis(faults.finalHeal()),
        enter(Progress.Phase.READING));
  }

  private Generator finish(long keys) {
    return Generators.synchronize(Generators.clients(workload.finish(keys)));
  }

  /** A note to ourselves: the generator alone knows when a phase begins. */
  private static Generator enter(Progress.Phase phase) {
    return Generators.log(PHASE_NOTE + phase.name());
  }

  private void note(String text) {
    if (text.startsWith(PHASE_NOTE)) {
      progress.enter(Progress.Phase.valueOf(text.substring(PHASE_NOTE.length())));
    } else {
      notes.accept(text);
    }
  }

  /** Stops all nodes at one applied index and recovers each from a copy of its disk. */
  private RecoveryRecord recover(Capability.Recovery capability) {
    Optional<Long> settled = capability.settle();
    cluster.close();
    if (settled.isEmpty()) {
      return RecoveryRecord.unsettled();
    }
    List<RecoveryRecord.Node> nodes = new ArrayList<>();
    List<String> tried = new ArrayList<>(cluster.nodes());
    cluster
        .capability(Capability.Damage.class)
        .ifPresent(damage -> tried.removeAll(damage.outOfService()));
    for (String node : tried) {
      Capability.Recovery.Recovered recovered = capability.recover(node, settled.get());
      nodes.add(
          new RecoveryRecord.Node(
              node,
              recovered.index(),
              recovered.term(),
              recovered.stateHash(),
              recovered.error().orElse("")));
    }
    Capability.Recovery.Replay replay =
        capability.replay(keeper, scenario.cluster().snapshotCount());
    return new RecoveryRecord(
        settled.get(), nodes, keeper, new TreeMap<>(replay.hashes()), replay.error().orElse(""));
  }
}
