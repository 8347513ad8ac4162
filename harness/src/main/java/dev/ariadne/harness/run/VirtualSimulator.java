package dev.ariadne.harness.run;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.history.Journal;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualTime;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.Program;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.report.SweepVerdict;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import dev.ariadne.harness.store.Store;
import dev.ariadne.harness.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
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
  public int run(SweepRequest order, PrintWriter out, Told told) throws IOException {
    if (order.record().isPresent() || order.decisions().isPresent() || order.twice()) {
      throw new IllegalArgumentException(
          "--record, --decisions and --twice: the simulation of '"
              + target()
              + "' has none of them");
    }
    return order.one() ? one(order, out, told) : many(order, out, told);
  }

  private int one(SweepRequest order, PrintWriter out, Told told) throws IOException {
    Scenario scenario = order.scenario().withSeed(order.firstSeed());
    RunResult finished =
        run(new RunRequest(scenario, RunRequest.ALL, Optional.of(order.store()), out::println));
    told.told(scenario.seed(), finished.checks());
    Path path = finished.directory().orElseThrow().path();
    out.print(VerdictText.of(finished.checks()));
    out.println();
    out.println(line(finished));
    out.println("Report:      " + finished.directory().get().report());
    out.println("Run again:   " + order.command().apply(scenario.seed()));
    out.println("Replay:      " + Program.name() + " replay " + path);
    TraceWindow.commands(Program.name(), path, finished.checks(), finished.evidence())
        .forEach(command -> out.println("Trace:       " + command));
    int status = finished.checks().verdict().exitStatus();
    out.println("Exit status: " + status);
    out.flush();
    return status;
  }

  private int many(SweepRequest order, PrintWriter out, Told told) throws IOException {
    SweepVerdict sweep = new SweepVerdict(order.vacuousMax());
    for (long seed = order.firstSeed(); seed <= order.lastSeed(); seed++) {
      RunResult finished =
          run(
              new RunRequest(
                  order.scenario().withSeed(seed), RunRequest.ALL, Optional.empty(), n -> {}));
      told.told(seed, finished.checks());
      sweep.add(seed, finished.checks());
      out.println(line(finished));
      if (finished.checks().verdict() == Verdict.INVALID) {
        out.println("  " + order.command().apply(seed));
      }
      out.flush();
    }
    sweep.reasons().forEach(out::println);
    out.println(sweep.line());
    out.flush();
    return sweep.verdict().exitStatus();
  }

  private static String line(RunResult finished) {
    String wrong =
        finished.checks().results().stream()
            .filter(result -> result.counts() && result.verdict() != Verdict.VALID)
            .min(Comparator.comparing(Result::verdict))
            .map(result -> result.check() + ": " + Printable.line(result.summary()))
            .orElse("");
    return "seed %d  %s  %s  %s"
        .formatted(
            finished.scenario().seed(),
            finished.checks().verdict().name().toLowerCase(Locale.ROOT),
            finished.fingerprint().orElseThrow(),
            wrong);
  }

  @Override
  public RunResult run(RunRequest single) throws IOException {
    Optional<RunDirectory> directory = Optional.empty();
    SimulationRecord record = SimulationRecord.begun(code(), single.said());
    if (single.store().isPresent()) {
      directory =
          Optional.of(
              new Store(single.store().get())
                  .begin(single.scenario().in(ON_VIRTUAL_TIME), clock.get()));
      directory.get().write(record);
    }
    RunResult finished =
        execute(
            single.scenario(),
            directory,
            new VirtualTime(),
            cluster -> {},
            single.notes(),
            op -> {});
    if (directory.isPresent()) {
      Fingerprint fingerprint = finished.fingerprint().orElseThrow();
      directory
          .get()
          .write(
              record.ended(
                  fingerprint.events(),
                  fingerprint.traceHash(),
                  finished.checks().verdict().name().toLowerCase(Locale.ROOT)));
    }
    return finished;
  }

  @Override
  public String code() {
    return CodeVersion.fingerprint(virtual.getClass());
  }

  @Override
  public Optional<RunResult> tell(Scenario scenario, ReplayRequest telling) throws IOException {
    VirtualTime time = new VirtualTime();
    TraceWriter trace = new TraceWriter(telling);
    if (telling.story()) {
      time.listen(text -> trace.happens(time.events() + 1, time.now(), text));
    }
    AtomicReference<Cluster> opened = new AtomicReference<>();
    try {
      RunResult finished =
          execute(
              scenario,
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

  private static void stop(VirtualTime time, Cluster cluster, TraceWriter trace) {
    trace.stop(time.events(), time.now());
    cluster
        .capability(Capability.Views.class)
        .ifPresent(views -> views.views().forEach(view -> trace.show("  " + view)));
    throw new Reached();
  }

  @Override
  public OpenSimulation open(Scenario scenario, SortedSet<String> said) {
    VirtualTime time = new VirtualTime();
    return new OpenSimulation(scenario, virtual.open(scenario.layout(NOWHERE), time), time);
  }

  private RunResult execute(
      Scenario scenario,
      Optional<RunDirectory> directory,
      VirtualTime time,
      Consumer<Cluster> opened,
      Consumer<String> notes,
      Journal told)
      throws IOException {
    Cluster cluster = virtual.open(scenario.layout(NOWHERE), time);
    opened.accept(cluster);
    TestRun run =
        new TestRun(
            scenario,
            directory,
            cluster,
            new SimulatedInterpreter(time),
            Workloads.named(scenario.workload(), scenario.keys()),
            new Progress(),
            notes,
            scenario.choices());
    run.tell(told);
    try {
      Checks.Outcome checks = run.execute();
      return new RunResult(
          scenario,
          run.evidence(),
          checks,
          directory,
          Optional.of(new Fingerprint(time.events(), hash(run))));
    } catch (MissingCapabilityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Of the history: whatever the nodes do among themselves shows in it, or does not matter. */
  private static long hash(TestRun run) {
    long hash = 0x2545f4914f6cdd1dL;
    for (Op op : run.evidence().history()) {
      long line = dev.ariadne.checker.history.OpEdn.toLine(op).hashCode();
      hash = (hash ^ line) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
