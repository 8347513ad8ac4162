package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.nemesis.FaultKinds;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.SimulationSpeed;
import dev.ariadne.harness.store.ClusterSize;
import dev.ariadne.harness.store.FaultSchedule;
import dev.ariadne.harness.store.Load;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the speed and the memory of worlds: everything that a simulated test does, from the
 * first event to the verdict on the history, with all oracles looking on. On the calling thread
 * alone.
 */
final class Benchmark {

  /** The faults of a live test that names none. */
  private static final List<String> FAULTS = FaultKinds.usual();

  private static final int NODES = 5;
  private static final double NANOS = 1e9;

  /** A part that is measured. */
  enum Part {
    LOAD("as many operations as there can be", 20_000, 300, 20, 1_000, 3, 3),
    PACE("twenty operations a second", 20, 15, 5, 50, 60, 3),
    HOUR("an hour of twenty operations a second", 20, 15, 5, 50, 3_600, 1),
    HOURS("as many operations as in that hour within four", 5, 15, 5, 50, 14_400, 1);

    private final String about;

    /** Operations a second that clients begin. */
    private final double rate;

    private final int clients;
    private final int keys;

    /** Entries between two snapshots. */
    private final long snapshotCount;

    /** The time for which clients work in each world, in virtual seconds. */
    private final double seconds;

    /** So many at the least. */
    private final int worlds;

    Part(
        String about,
        double rate,
        int clients,
        int keys,
        long snapshotCount,
        double seconds,
        int worlds) {
      this.about = about;
      this.rate = rate;
      this.clients = clients;
      this.keys = keys;
      this.snapshotCount = snapshotCount;
      this.seconds = seconds;
      this.worlds = worlds;
    }

    /** Returns true if memory is measured; then no warm-up is needed. */
    boolean large() {
      return this == HOUR || this == HOURS;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Scenario scenario(long seed) {
      Load usual = Load.of("register", NODES);
      return Scenario.of("ariadne", "register", seed)
          .with(new ClusterSize(NODES, snapshotCount, ClusterSize.KEEP_ENTRIES))
          .with(usual.withConcurrency(clients).withRate(rate).withKeys(keys))
          .with(FaultSchedule.of(FAULTS))
          .withTimeLimit(seconds);
    }
  }

  private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
  private final double warmUpSeconds;
  private final double seconds;
  private final Consumer<String> out;

  /**
   * @param warmUpSeconds of CPU time that go by before anything is measured
   * @param seconds of CPU time that are measured at the least
   */
  Benchmark(double warmUpSeconds, double seconds, Consumer<String> out) {
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
    this.out = out;
  }

  /** Says what was measured; returns whether all worlds were as they are to be. */
  boolean run(Part part) throws IOException {
    out.accept(
        String.format(
            Locale.ROOT,
            "%s: %s. %d nodes, default faults (%s), all oracles on, every history checked;%n"
                + "  registers on %d keys, %d clients, %.0f operations a second for %.0f s,"
                + " a snapshot every %d entries",
            part.word(),
            part.about,
            NODES,
            String.join(", ", FAULTS),
            part.keys,
            part.clients,
            part.rate,
            part.seconds,
            part.snapshotCount));
    long seed = 1;
    boolean sound = true;
    long warm = cpu.getCurrentThreadCpuTime() + (long) (warmUpSeconds * NANOS);
    while (!part.large() && cpu.getCurrentThreadCpuTime() < warm) {
      sound &= isSound(world(part, seed++));
    }
    long operations = 0;
    long events = 0;
    long nanos = 0;
    int worlds = 0;
    long collecting = collectingMillis();
    long begun = cpu.getCurrentThreadCpuTime();
    long took = 0;
    while (worlds < part.worlds || !part.large() && took < seconds * NANOS) {
      SimRun.Outcome outcome = world(part, seed++);
      sound &= isSound(outcome);
      operations += outcome.operations();
      events += outcome.events();
      nanos += outcome.nanos();
      worlds++;
      took = cpu.getCurrentThreadCpuTime() - begun;
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "  %d worlds, seeds to %d, CPU time of the one thread: %s%n"
                + "  beside that %.1f s of collecting garbage",
            worlds,
            seed - 1,
            new SimulationSpeed(operations, nanos, events, took),
            (collectingMillis() - collecting) / 1e3));
    return sound;
  }

  private SimRun.Outcome world(Part part, long seed) throws IOException {
    Scenario scenario = part.scenario(seed);
    SimRun run = new SimRun(scenario, WorldConditions.of(scenario), Decisions.of(seed));
    SimRun.Outcome outcome = run.execute(Optional.empty(), note -> {});
    if (part.large()) {
      out.accept("  " + heap(outcome));
      Reference.reachabilityFence(run);
    }
    return outcome;
  }

  /** Returns the heap in use at the end of a world, while the world and its history still exist. */
  private static String heap(SimRun.Outcome outcome) {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return String.format(
        Locale.ROOT,
        "heap at the end, the world and its history of %d operations: %d MiB of at most %d;"
            + " %d bytes an operation",
        outcome.operations(),
        heap.getUsed() >> 20,
        heap.getMax() >> 20,
        heap.getUsed() / Math.max(1, outcome.operations()));
  }

  private boolean isSound(SimRun.Outcome outcome) {
    Verdict verdict = outcome.checks().verdict();
    boolean sound = verdict == Verdict.VALID || verdict == Verdict.VACUOUS;
    if (!sound) {
      out.accept("  seed " + outcome.seed() + "  " + VerdictText.wrong(outcome.checks()));
    }
    return sound;
  }

  private static long collectingMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
