package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Choices;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a generator knows when it is asked.
 *
 * @param time nanoseconds since the test began
 * @param free workers that are doing nothing, a subset of those with a process
 * @param processes all workers, each with the process it is at present
 * @param choices where all decisions come from
 */
public record Context(
    long time, SortedSet<Worker> free, SortedMap<Worker, Op.Process> processes, Choices choices) {

  public Context {
    free = Collections.unmodifiableSortedSet(free);
    processes = Collections.unmodifiableSortedMap(processes);
  }

  /** The same with only some of the workers. */
  public Context only(Predicate<Worker> wanted) {
    SortedSet<Worker> stillFree = new TreeSet<>();
    for (Worker worker : free) {
      if (wanted.test(worker)) {
        stillFree.add(worker);
      }
    }
    SortedMap<Worker, Op.Process> still = new TreeMap<>();
    processes.forEach(
        (worker, process) -> {
          if (wanted.test(worker)) {
            still.put(worker, process);
          }
        });
    return new Context(time, stillFree, still, choices);
  }

  /** Who is this process, if it is one of these workers. */
  public Optional<Worker> worker(Op.Process process) {
    for (var entry : processes.entrySet()) {
      if (entry.getValue().equals(process)) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  public boolean allFree() {
    return free.size() == processes.size();
  }

  /** One of the free workers, of which there must be one. */
  public Worker pickFree(String site, long occurrence) {
    int skip = choices.pick(site, occurrence, free.size());
    var workers = free.iterator();
    for (int i = 0; i < skip; i++) {
      workers.next();
    }
    return workers.next();
  }
}
