package dev.ariadne.harness.run;

import dev.ariadne.harness.Decisions;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of a {@link RunResult} that only a simulated run has.
 *
 * @param traceDigest equal for two runs in which the same happened
 * @param nanos of virtual time that passed
 * @param operations that clients began
 * @param counts of situations, by name
 * @param trace of the events; {@link EventTrace#NONE} unless it was asked for
 * @param taken decisions of the run other than 0; none unless they were asked for
 */
public record SimulationResult(
    TraceDigest traceDigest,
    long nanos,
    long operations,
    SortedMap<String, Long> counts,
    EventTrace trace,
    List<Decisions.Taken> taken) {

  public SimulationResult {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    taken = List.copyOf(taken);
  }
}
