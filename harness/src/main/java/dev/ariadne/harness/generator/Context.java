package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Choices;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/** What a generator knows when it is asked. */
public final class Context {

  private final long time;
  private final WorkerPool crew;
  private final Choices choices;

  /**
   * @param time nanoseconds since the test began
   * @param crew the workers
   * @param choices where all decisions come from
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

  /** Where all decisions come from. */
  public Choices choices() {
    return choices;
  }

  /** Workers that are doing nothing, a subset of those with a process. */
  public SortedSet<Worker> free() {
    return crew.free();
  }

  /** All workers, each with the process it is at present. */
  public SortedMap<Worker, Op.Process> processes() {
    return crew.processes();
  }

  /** All workers, in their order. */
  List<Worker> workers() {
    return crew.workers();
  }

  /** The same with only some of the workers; the predicate is a pure function. */
  public Context only(Predicate<Worker> wanted) {
    return new Context(time, crew.only(wanted), choices);
  }

  /** The same with some of the workers at work. */
  Context without(List<Worker> resting) {
    WorkerPool fewer = crew;
    for (Worker worker : resting) {
      fewer = fewer.busy(worker);
    }
    return new Context(time, fewer, choices);
  }

  /** The same with one worker alone. */
  Context only(Worker worker) {
    return new Context(time, crew.only(worker), choices);
  }

  /** Who is this process, if it is one of these workers. */
  public Optional<Worker> worker(Op.Process process) {
    return crew.worker(process);
  }

  /** Whether this worker is doing nothing. */
  public boolean isFree(Worker worker) {
    return crew.isFree(worker);
  }

  /** Whether there is anybody at all, at work or not. */
  public boolean hasWorkers() {
    return crew.count() > 0;
  }

  public boolean anyFree() {
    return crew.freeCount() > 0;
  }

  public boolean allFree() {
    return crew.freeCount() == crew.count();
  }

  /** One of the free workers, of which there must be one. */
  public Worker pickFree(String site, long occurrence) {
    return crew.free(choices.pick(site, occurrence, crew.freeCount()));
  }
}
