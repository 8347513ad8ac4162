package dev.ariadne.harness.ariadne.zoo;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Tries seeds on one plant until somebody complains. Runs in one thread; another one may watch it,
 * since wrong code may never come back from a call.
 */
final class BugHunt {

  /**
   * When to give up.
   *
   * @param seeds at most so many, from 1 on
   * @param cpuNanos no new one after so much of the processor's time
   * @param workload of all worlds; empty if each draws its own
   */
  record Limits(long seeds, long cpuNanos, String workload) {

    /** With worlds that draw all of themselves. */
    Limits(long seeds, long cpuNanos) {
      this(seeds, cpuNanos, "");
    }
  }

  /**
   * How it ended.
   *
   * @param seeds how many were tried, the last one included
   * @param complaint of the last one; none if the bug was not caught
   */
  record Outcome(long seeds, long cpuNanos, PatchedServer.Complaint complaint) {
    boolean isCaught() {
      return !complaint.isNone();
    }
  }

  /** Longest run that is believed to come to an end; the usual one takes a hundredth of it. */
  static final long RUN_CPU_NANOS_MAX = 30_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final PatchedServer plant;
  private final boolean oracles;
  private final Limits limits;
  private final long thread = Thread.currentThread().threadId();
  private final long begunNanos = THREADS.getCurrentThreadCpuTime();

  private volatile long seed;
  private volatile long seedBegunNanos = begunNanos;

  /** To be run by the thread that makes it. */
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

  /** Whether the present run has taken far too long. For the watching thread. */
  boolean isEndless() {
    return cpuNanos() - seedBegunNanos > RUN_CPU_NANOS_MAX;
  }

  /** What an endless run comes to. For the watching thread. */
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
