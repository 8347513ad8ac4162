package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Choices;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/** The information for a generator's decision: the time, the workers and the choices. */
public final class Context {

  private final long time;
  private final WorkerPool crew;
  private final Choices choices;

  /**
   * @param time nanoseconds since the test began
   * @param crew the workers
   * @param choices the source of all decisions
   */
  public Context(long time, WorkerPool crew, Choices choices) {
    this.time = time;
    this.crew = crew;
    this.choices = choices;
  }

  /** Nanoseconds since the test began. */
  public long time() {
    return time;
  }

  /** The source of all decisions. */
  public Choices choices() {
    return choices;
  }

  /** The workers that are free, a subset of those with a process. */
  public SortedSet<Worker> free() {
    return crew.free();
  }

  /** All workers, each with its present process. */
  public SortedMap<Worker, Op.Process> processes() {
    return crew.processes();
  }

  /** All workers, in their order. */
  List<Worker> workers() {
    return crew.workers();
  }

  /** The same context with some of the workers only; the predicate is a pure function. */
  public Context only(Predicate<Worker> wanted) {
    return new Context(time, crew.only(wanted), choices);
  }

  /** The same context with some of the workers busy. */
  Context without(List<Worker> resting) {
    WorkerPool fewer = crew;
    for (Worker worker : resting) {
      fewer = fewer.busy(worker);
    }
    return new Context(time, fewer, choices);
  }

  /** The same context with one worker only. */
  Context only(Worker worker) {
    return new Context(time, crew.only(worker), choices);
  }

  /** The worker with this process, if it is in this context. */
  public Optional<Worker> worker(Op.Process process) {
    return crew.worker(process);
  }

  /** Returns true if this worker is free. */
  public boolean isFree(Worker worker) {
    return crew.isFree(worker);
  }

  /** Returns true if there are any workers, free or busy. */
  public boolean hasWorkers() {
    return crew.count() > 0;
  }

  public boolean anyFree() {
    return crew.freeCount() > 0;
  }

  public boolean allFree() {
    return crew.freeCount() == crew.count();
  }

  /** Picks one of the free workers, of which there must be one. */
  public Worker pickFree(String site, long occurrence) {
    return crew.free(choices.pick(site, occurrence, crew.freeCount()));
  }
}
