package dev.ariadne.harness.ariadne.sim.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Many worlds, each on one thread, as many at a time as there are cores. The only class here that
 * knows threads. Outcomes are told in the order of the seeds, whichever world was done first.
 */
final class Sweep {

  private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
  private final long first;
  private final long last;
  private final AtomicLong next;
  private final SortedMap<Long, SimRun.Outcome> done = new TreeMap<>();
  private long told;
  private Throwable failure;

  Sweep(long first, long last) {
    this.first = first;
    this.last = last;
    this.next = new AtomicLong(first);
    this.told = first;
  }

  /**
   * Runs all worlds.
   *
   * @param world runs the world of a seed
   * @param outcomes told of each, in the order of the seeds, one at a time
   */
  void run(int threads, LongFunction<SimRun.Outcome> world, Consumer<SimRun.Outcome> outcomes) {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, last - first + 1); i++) {
      workers.add(Thread.ofPlatform().name("world-" + i).start(() -> work(world, outcomes)));
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      next.set(Long.MAX_VALUE / 2);
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException("a world could not be run", failure);
    }
  }

  private void work(LongFunction<SimRun.Outcome> world, Consumer<SimRun.Outcome> outcomes) {
    try {
      for (long seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
        long before = cpu.getCurrentThreadCpuTime();
        SimRun.Outcome outcome = world.apply(seed);
        tell(seed, outcome.within(cpu.getCurrentThreadCpuTime() - before), outcomes);
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        failure = e;
      }
      next.set(Long.MAX_VALUE / 2);
    }
  }

  private synchronized void tell(
      long seed, SimRun.Outcome outcome, Consumer<SimRun.Outcome> outcomes) {
    done.put(seed, outcome);
    while (done.containsKey(told)) {
      outcomes.accept(done.remove(told++));
    }
  }
}
