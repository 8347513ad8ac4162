package dev.ariadne.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs the worlds of many seeds on any {@link Simulator}, each world on one thread. Results are
 * told in the order of the seeds, whichever world ends first. Worlds that fail are run once more
 * and stored.
 */
public final class Sweep {

  /** Of so many worlds that failed everything is stored, as of a single run. */
  private static final int STORED_MAX = 10;

  private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
  private final Simulator simulator;
  private final SweepRequest request;
  private final Consumer<WorldResult> told;
  private final SweepSummary summary;
  private final AtomicLong next;
  private final SortedMap<Long, WorldResult> done = new TreeMap<>();
  private long toTell;
  private Throwable failure;

  private Sweep(Simulator simulator, SweepRequest request, Consumer<WorldResult> told) {
    this.simulator = simulator;
    this.request = request;
    this.told = told;
    this.summary = new SweepSummary(request.vacuousMax());
    this.next = new AtomicLong(request.firstSeed());
    this.toTell = request.firstSeed();
  }

  /**
   * Runs all worlds.
   *
   * @param told receives each result, one at a time, in the order of the seeds
   * @throws IllegalArgumentException for a scenario that cannot be run, in one line
   * @throws IOException if a failed world could not be stored
   */
  public static SweepSummary run(
      Simulator simulator, SweepRequest request, Consumer<WorldResult> told) throws IOException {
    return new Sweep(simulator, request, told).run();
  }

  private SweepSummary run() throws IOException {
    long begun = System.nanoTime();
    List<Thread> workers = new ArrayList<>();
    long worlds = request.lastSeed() - request.firstSeed() + 1;
    for (int i = 0; i < Math.min(request.threads(), worlds); i++) {
      workers.add(Thread.ofPlatform().name("world-" + i).start(this::work));
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      next.set(Long.MAX_VALUE / 2);
      Thread.currentThread().interrupt();
    }
    switch (failure) {
      case null -> {}
      case IllegalArgumentException unfit -> throw unfit;
      case Throwable any -> throw new IllegalStateException("a world could not be run", any);
    }
    long took = System.nanoTime() - begun;
    store();
    // Worlds that are fixed in some dimension may never reach what others do.
    boolean free = request.fixed().isEmpty() && !request.scenario().load().staleReads();
    summary.ended(
        took, free ? simulator.neverReached(summary.counts(), summary.worlds()) : List.of());
    return summary;
  }

  private void store() throws IOException {
    for (WorldResult failed : summary.failed().stream().limit(STORED_MAX).toList()) {
      RunRequest again = request.run(failed.seed()).storedIn(request.store());
      simulator
          .run(again)
          .directory()
          .ifPresent(directory -> summary.stored(failed.seed(), directory.path()));
    }
  }

  private void work() {
    try {
      for (long seed = next.getAndIncrement();
          seed <= request.lastSeed();
          seed = next.getAndIncrement()) {
        tell(seed, world(seed));
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        failure = e;
      }
      next.set(Long.MAX_VALUE / 2);
    }
  }

  private WorldResult world(long seed) {
    long before = cpu.getCurrentThreadCpuTime();
    try {
      RunRequest run = request.run(seed);
      RunResult result = simulator.run(run);
      Optional<String> difference =
          request.twice() ? DeterminismCheck.difference(simulator, run, result) : Optional.empty();
      return WorldResult.of(result, cpu.getCurrentThreadCpuTime() - before, difference);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void tell(long seed, WorldResult result) {
    done.put(seed, result);
    while (done.containsKey(toTell)) {
      WorldResult world = done.remove(toTell++);
      summary.add(world);
      told.accept(world);
    }
  }
}
