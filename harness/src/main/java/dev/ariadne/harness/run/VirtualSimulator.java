package dev.ariadne.harness.run;

import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.history.HistoryRecorder;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import dev.ariadne.harness.store.Store;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs a {@link VirtualTarget}. A scenario is taken as it stands: the seed draws no part of it. */
public final class VirtualSimulator implements Simulator {

  /** The world that test.json shows, so that nobody takes the run for a live one. */
  private static final SortedMap<String, Long> ON_VIRTUAL_TIME =
      new TreeMap<>(Map.of("virtual-time", 1L));

  /** Nodes of a virtual target keep nothing on disk. */
  private static final Path NOWHERE = Path.of("nowhere");

  /** The event that was asked for is over. */
  private static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    Reached() {
      super(null, null, false, false);
    }
  }

  private final VirtualTarget virtual;
  private final Supplier<ZonedDateTime> clock;

  /**
   * @param clock names the directories of runs; no run depends on it
   */
  public VirtualSimulator(VirtualTarget virtual, Supplier<ZonedDateTime> clock) {
    this.virtual = virtual;
    this.clock = clock;
  }

  @Override
  public String target() {
    return virtual.name();
  }

  @Override
  public RunResult run(RunRequest request) throws IOException {
    Scenario scenario = request.seeded();
    Decisions decisions = request.toTake();
    Optional<RunDirectory> directory = Optional.empty();
    SimulationRecord record =
        SimulationRecord.begun(code(), Dimension.options(Dimension.OF_SCENARIOS));
    if (request.store().isPresent()) {
      directory =
          Optional.of(
              new Store(request.store().get()).begin(scenario.in(ON_VIRTUAL_TIME), clock.get()));
      directory.get().write(record);
      if (request.decisions().isPresent()) {
        request.decisions().get().write(directory.get().decisions());
      }
    }
    RunResult finished =
        execute(
            scenario,
            decisions,
            directory,
            new VirtualScheduler(),
            cluster -> {},
            request.notes(),
            op -> {});
    if (directory.isPresent()) {
      TraceDigest traceDigest = finished.traceDigest().orElseThrow();
      directory
          .get()
          .write(
              record.ended(
                  traceDigest.events(),
                  traceDigest.traceHash(),
                  finished.checks().verdict().name().toLowerCase(Locale.ROOT)));
    }
    return finished;
  }

  @Override
  public String code() {
    return CodeVersion.classHash(virtual.getClass());
  }

  @Override
  public Optional<RunResult> replay(Scenario scenario, ReplayRequest request) throws IOException {
    Decisions decisions =
        request.decisions().isPresent()
            ? Decisions.given(DecisionsFile.read(request.decisions().get()).taken())
            : Decisions.of(scenario.seed());
    VirtualScheduler time = new VirtualScheduler();
    TraceWriter trace = new TraceWriter(request);
    if (request.story()) {
      time.listen(text -> trace.happens(time.events() + 1, time.now(), text));
    }
    AtomicReference<Cluster> opened = new AtomicReference<>();
    try {
      RunResult finished =
          execute(
              scenario,
              decisions,
              Optional.empty(),
              time,
              cluster -> {
                opened.set(cluster);
                time.watch(
                    () -> {
                      if (trace.endsAfter(time.events())) {
                        stop(time, cluster, trace);
                      }
                    });
              },
              note -> time.tell(() -> note),
              op -> {
                if (trace.recorded(op, time.events(), time.now())) {
                  stop(time, opened.get(), trace);
                }
              });
      return Optional.of(finished);
    } catch (Reached e) {
      return Optional.empty();
    }
  }

  private static void stop(VirtualScheduler time, Cluster cluster, TraceWriter trace) {
    trace.stop(time.events(), time.now());
    cluster
        .capability(Capability.Views.class)
        .ifPresent(views -> views.views().forEach(view -> trace.show("  " + view)));
    throw new Reached();
  }

  @Override
  public OpenSimulation open(Scenario scenario, Set<Dimension> fixed) {
    VirtualScheduler time = new VirtualScheduler();
    return new OpenSimulation(scenario, virtual.open(scenario.clusterOptions(NOWHERE), time), time);
  }

  private RunResult execute(
      Scenario scenario,
      Decisions decisions,
      Optional<RunDirectory> directory,
      VirtualScheduler time,
      Consumer<Cluster> opened,
      Consumer<String> notes,
      HistoryRecorder told)
      throws IOException {
    Cluster cluster = virtual.open(scenario.clusterOptions(NOWHERE).choosing(decisions), time);
    opened.accept(cluster);
    TestRun run =
        new TestRun(
            scenario,
            directory,
            cluster,
            new SimulatedInterpreter(time),
            Workloads.named(scenario.load().workload(), scenario.load().keys()),
            new Progress(),
            notes,
            decisions);
    run.tell(told);
    try {
      Checks.Outcome checks = run.execute();
      List<String> lines = run.evidence().history().stream().map(OpEdn::toLine).toList();
      SimulationResult simulated =
          new SimulationResult(
              new TraceDigest(time.events(), hash(lines)),
              time.now(),
              run.evidence().history().stream()
                  .filter(op -> op.type() == Op.Type.INVOKE)
                  .filter(op -> op.process() instanceof Op.Process.Client)
                  .count(),
              new TreeMap<>(),
              new HistoryTrace(lines),
              decisions.taken());
      return new RunResult(scenario, run.evidence(), checks, directory, Optional.of(simulated));
    } catch (MissingCapabilityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Of the history: whatever the nodes do among themselves shows in it, or does not matter. */
  private static long hash(List<String> lines) {
    long hash = 0x2545f4914f6cdd1dL;
    for (String line : lines) {
      hash = (hash ^ line.hashCode()) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** The history of a run as its trace. */
  private record HistoryTrace(List<String> lines) implements EventTrace {

    @Override
    public Optional<String> difference(EventTrace run) {
      if (!(run instanceof HistoryTrace other)) {
        return Optional.empty();
      }
      for (int i = 0; i < Math.max(lines.size(), other.lines.size()); i++) {
        String one = i < lines.size() ? lines.get(i) : "nothing";
        String two = i < other.lines.size() ? other.lines.get(i) : "nothing";
        if (!one.equals(two)) {
          return Optional.of("line " + i + " of the history was " + one + ", then " + two);
        }
      }
      return Optional.of("the histories are the same, but one run had more events");
    }
  }
}
