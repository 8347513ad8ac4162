package dev.ariadne.harness.ariadne.zoo;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Tries seeds on one patched server until an oracle or a check complains. It runs in one thread.
 * Another thread may watch it, because wrong code may never return from a call.
 */
final class BugHunt {

  /**
   * The limits of a hunt.
   *
   * @param seeds the largest number of seeds, from 1 on
   * @param cpuNanos the processor time after which no new seed is tried
   * @param workload the workload of all worlds; empty if each world draws its own
   */
  record Limits(long seeds, long cpuNanos, String workload) {

    /** Limits for worlds that draw their workload. */
    Limits(long seeds, long cpuNanos) {
      this(seeds, cpuNanos, "");
    }
  }

  /**
   * The end of a hunt.
   *
   * @param seeds the number of seeds that were tried, with the last one
   * @param complaint the complaint in the last world; none if the bug was not caught
   */
  record Outcome(long seeds, long cpuNanos, PatchedServer.Complaint complaint) {
    boolean isCaught() {
      return !complaint.isNone();
    }
  }

  /**
   * The processor time after which a run counts as endless. A usual run takes a hundredth of it.
   */
  static final long RUN_CPU_NANOS_MAX = 30_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final PatchedServer plant;
  private final boolean oracles;
  private final Limits limits;
  private final long thread = Thread.currentThread().threadId();
  private final long begunNanos = THREADS.getCurrentThreadCpuTime();

  private volatile long seed;
  private volatile long seedBegunNanos = begunNanos;

  /** Makes a hunt, which the same thread has to run. */
  BugHunt(PatchedServer plant, boolean oracles, Limits limits) {
    this.plant = plant;
    this.oracles = oracles;
    this.limits = limits;
  }

  Outcome run() {
    PatchedServer.Seeds seeds = plant.seeds(limits.workload());
    PatchedServer.Complaint complaint = PatchedServer.Complaint.NONE;
    while (complaint.isNone()
        && seed < limits.seeds()
        && seedBegunNanos - begunNanos < limits.cpuNanos()) {
      seed++;
      complaint = one(seeds);
      seedBegunNanos = THREADS.getCurrentThreadCpuTime();
    }
    return new Outcome(seed, seedBegunNanos - begunNanos, complaint);
  }

  private PatchedServer.Complaint one(PatchedServer.Seeds seeds) {
    try {
      return seeds.run(seed, oracles);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return new PatchedServer.Complaint("resources", "seed " + seed + ": " + e);
    }
  }

  /** Returns true if the present run has taken far too long. The watching thread calls this. */
  boolean isEndless() {
    return cpuNanos() - seedBegunNanos > RUN_CPU_NANOS_MAX;
  }

  /** The outcome of an endless run. The watching thread calls this. */
  Outcome endless() {
    return new Outcome(
        seed,
        cpuNanos() - begunNanos,
        new PatchedServer.Complaint("endless", "seed %d does not come to an end".formatted(seed)));
  }

  private long cpuNanos() {
    return THREADS.getThreadCpuTime(thread);
  }
}
