package dev.ariadne.harness.run;

import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.SweepVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The results of many worlds, added up. */
public final class SweepSummary {
  private final SweepVerdict verdicts;
  private final List<WorldResult> failed = new ArrayList<>();
  private final List<WorldResult> undecided = new ArrayList<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<Long, Path> directories = new TreeMap<>();
  private List<String> neverReached = List.of();
  private long cpuNanos;
  private long tookNanos;
  private long worlds;
  private long operations;
  private long events;
  private long nanos;

  /**
   * @param vacuousMax as in {@link SweepRequest}
   */
  SweepSummary(double vacuousMax) {
    this.verdicts = new SweepVerdict(vacuousMax);
  }

  void add(WorldResult world) {
    worlds++;
    verdicts.add(world.seed(), world.checks());
    operations += world.operations();
    events += world.traceDigest().events();
    nanos += world.nanos();
    cpuNanos += world.cpuNanos();
    world.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
    switch (world.checks().verdict()) {
      case INVALID -> failed.add(world);
      case UNKNOWN -> undecided.add(world);
      case VALID, VACUOUS -> {
        // One small world may do without much; all together may not.
      }
    }
  }

  void stored(long seed, Path directory) {
    directories.put(seed, directory);
  }

  void ended(long nanosOfRealTime, List<String> missing) {
    tookNanos = nanosOfRealTime;
    neverReached = List.copyOf(missing);
  }

  long worlds() {
    return worlds;
  }

  /** Worlds with a violation, in the order of their seeds. */
  public List<WorldResult> failed() {
    return Collections.unmodifiableList(failed);
  }

  /** Worlds without a violation that could not be decided. */
  public List<WorldResult> undecided() {
    return Collections.unmodifiableList(undecided);
  }

  /** Returns the number of times that each situation occurred, by name. */
  public SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** The directories of failed worlds that were stored, by seed. */
  public SortedMap<Long, Path> directories() {
    return Collections.unmodifiableSortedMap(directories);
  }

  /** Situations that the worlds should have reached and did not. */
  public List<String> neverReached() {
    return neverReached;
  }

  /** The verdicts of the worlds alone. */
  public SweepVerdict verdicts() {
    return verdicts;
  }

  /** The verdict on the sweep: it is vacuous, too, if a situation was never reached. */
  public Verdict verdict() {
    return verdicts.verdict() == Verdict.VALID && !neverReached.isEmpty()
        ? Verdict.VACUOUS
        : verdicts.verdict();
  }

  /** The speed by real time, on all threads. */
  public SimulationSpeed speed() {
    return new SimulationSpeed(operations, nanos, events, tookNanos);
  }

  /** The speed by processor time. */
  public SimulationSpeed speedOnOneCore() {
    return new SimulationSpeed(operations, nanos, events, cpuNanos);
  }
}
