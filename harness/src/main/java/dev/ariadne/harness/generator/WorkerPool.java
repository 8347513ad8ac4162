package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * An immutable set of workers, with the process of each and with the free ones marked. Generators
 * use it several times for each operation, so a change or a selection costs next to nothing for any
 * number of workers.
 */
public final class WorkerPool {

  /**
   * The number of selections that are remembered. A test has two or three, by the same predicates.
   */
  private static final int REMEMBERED_MAX = 8;

  /** The data that never changes while a test runs, and the selections by predicates. */
  private static final class Roster {
    private final Worker[] workers;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final Predicate<Worker>[] asked = new Predicate[REMEMBERED_MAX];

    private final long[][] answers = new long[REMEMBERED_MAX][];
    private int next;

    Roster(Worker[] workers) {
      this.workers = workers;
    }

    /**
     * The workers that a predicate accepts, as bits by position. The predicate is a pure function,
     * so it is called once.
     */
    long[] wanted(Predicate<Worker> wanted) {
      for (int i = 0; i < REMEMBERED_MAX; i++) {
        if (asked[i] == wanted) {
          return answers[i];
        }
      }
      int oldest = next;
      next = (next + 1) % REMEMBERED_MAX;
      asked[oldest] = wanted;
      answers[oldest] = bits(wanted);
      return answers[oldest];
    }

    long[] bits(Predicate<Worker> wanted) {
      long[] bits = new long[(workers.length + 63) >>> 6];
      for (int i = 0; i < workers.length; i++) {
        if (wanted.test(workers[i])) {
          bits[i >>> 6] |= 1L << i;
        }
      }
      return bits;
    }

    /** Position of a worker, -1 if there is none of that name. */
    int position(Worker worker) {
      int usual = worker.number() + 1; // the nemesis, and clients without a gap
      if (usual < workers.length && workers[usual].equals(worker)) {
        return usual;
      }
      return Math.max(-1, Arrays.binarySearch(workers, worker));
    }
  }

  private final Roster roster;

  /** By position. */
  private final Op.Process[] processes;

  /** Bits by position. */
  private final long[] members;

  /** Bits by position, also for workers that are no members. */
  private final long[] free;

  private WorkerPool(Roster roster, Op.Process[] processes, long[] members, long[] free) {
    this.roster = roster;
    this.processes = processes;
    this.members = members;
    this.free = free;
  }

  /**
   * @param processes all workers, each with its process
   * @param free the free workers among them
   */
  public static WorkerPool of(SortedMap<Worker, Op.Process> processes, SortedSet<Worker> free) {
    Roster roster = new Roster(processes.keySet().toArray(Worker[]::new));
    Arrays.sort(roster.workers);
    Op.Process[] all = new Op.Process[roster.workers.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = processes.get(roster.workers[i]);
    }
    return new WorkerPool(roster, all, roster.bits(worker -> true), roster.bits(free::contains));
  }

  /** The same pool with some of the workers only. */
  WorkerPool only(Predicate<Worker> wanted) {
    long[] both = roster.wanted(wanted).clone();
    for (int i = 0; i < both.length; i++) {
      both[i] &= members[i];
    }
    return new WorkerPool(roster, processes, both, free);
  }

  /** The same pool with one worker only; empty if the worker is not in it. */
  WorkerPool only(Worker worker) {
    long[] one = new long[members.length];
    int at = roster.position(worker);
    if (at >= 0) {
      one[at >>> 6] = members[at >>> 6] & 1L << at;
    }
    return new WorkerPool(roster, processes, one, free);
  }

  /** The same pool with one worker busy. */
  public WorkerPool busy(Worker worker) {
    return marked(worker, false);
  }

  /** The same pool with one worker free. */
  public WorkerPool free(Worker worker) {
    return marked(worker, true);
  }

  private WorkerPool marked(Worker worker, boolean isFree) {
    int at = roster.position(worker);
    long[] changed = free.clone();
    long bit = 1L << at;
    changed[at >>> 6] = isFree ? changed[at >>> 6] | bit : changed[at >>> 6] & ~bit;
    return new WorkerPool(roster, processes, members, changed);
  }

  /** The same pool with another process for one worker. */
  public WorkerPool as(Worker worker, Op.Process process) {
    Op.Process[] changed = processes.clone();
    changed[roster.position(worker)] = process;
    return new WorkerPool(roster, changed, members, free);
  }

  /** Returns true if this worker is free. */
  public boolean isFree(Worker worker) {
    int at = roster.position(worker);
    return at >= 0 && (free[at >>> 6] & members[at >>> 6] & 1L << at) != 0;
  }

  /** The process of a worker. */
  public Op.Process process(Worker worker) {
    return processes[roster.position(worker)];
  }

  /** The worker with this process, if it is in the pool. */
  Optional<Worker> worker(Op.Process process) {
    int clients = processes.length - 1;
    if (process instanceof Op.Process.Client client && clients > 0) {
      int usual = 1 + (int) Math.floorMod(client.id(), (long) clients);
      if (processes[usual] instanceof Op.Process.Client there && there.id() == client.id()) {
        return member(usual);
      }
    }
    for (int i = 0; i < processes.length; i++) {
      if (process.equals(processes[i])) {
        return member(i);
      }
    }
    return Optional.empty();
  }

  private Optional<Worker> member(int at) {
    boolean is = (members[at >>> 6] & 1L << at) != 0;
    return is ? Optional.of(roster.workers[at]) : Optional.empty();
  }

  int freeCount() {
    int count = 0;
    for (int i = 0; i < free.length; i++) {
      count += Long.bitCount(free[i] & members[i]);
    }
    return count;
  }

  int count() {
    int count = 0;
    for (long bits : members) {
      count += Long.bitCount(bits);
    }
    return count;
  }

  /** The free worker with this number in their order, from 0. */
  Worker free(int number) {
    int left = number;
    for (int i = 0; i < free.length; i++) {
      long bits = free[i] & members[i];
      int here = Long.bitCount(bits);
      if (left < here) {
        for (; left > 0; left--) {
          bits &= bits - 1;
        }
        return roster.workers[i << 6 | Long.numberOfTrailingZeros(bits)];
      }
      left -= here;
    }
    throw new IndexOutOfBoundsException("of those who are free number " + number);
  }

  SortedSet<Worker> free() {
    TreeSet<Worker> all = new TreeSet<>();
    for (Worker worker : roster.workers) {
      if (isFree(worker)) {
        all.add(worker);
      }
    }
    return Collections.unmodifiableSortedSet(all);
  }

  List<Worker> workers() {
    List<Worker> all = new ArrayList<>(count());
    for (int i = 0; i < processes.length; i++) {
      if ((members[i >>> 6] & 1L << i) != 0) {
        all.add(roster.workers[i]);
      }
    }
    return all;
  }

  SortedMap<Worker, Op.Process> processes() {
    TreeMap<Worker, Op.Process> all = new TreeMap<>();
    for (int i = 0; i < processes.length; i++) {
      if ((members[i >>> 6] & 1L << i) != 0) {
        all.put(roster.workers[i], processes[i]);
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }
}
