package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.ariadne.sim.watch.Coverage;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.SweepVerdict;
import dev.ariadne.harness.run.SweepRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of many worlds, added up. */
final class SweepSummary {

  /** Options that say nothing about the worlds. */
  private static final List<String> OF_THE_SWEEP =
      List.of(
          "--sim",
          "--seed",
          "--seeds",
          "--store",
          "--summary",
          "--swarm",
          "--threads",
          "--twice",
          "--vacuous-max");

  private final SweepVerdict verdicts;
  private final List<SimRun.Outcome> failed = new ArrayList<>();
  private final List<SimRun.Outcome> undecided = new ArrayList<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<Long, Path> directories = new TreeMap<>();
  private long cpuNanos;
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

  void add(SimRun.Outcome outcome) {
    worlds++;
    verdicts.add(outcome.seed(), outcome.checks());
    operations += outcome.operations();
    events += outcome.events();
    nanos += outcome.nanos();
    cpuNanos += outcome.cpuNanos();
    outcome.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
    switch (outcome.checks().verdict()) {
      case INVALID -> failed.add(outcome);
      case UNKNOWN -> undecided.add(outcome);
      case VALID, VACUOUS -> {
        // One small world may do without much; all together may not.
      }
    }
  }

  List<SimRun.Outcome> failed() {
    return failed;
  }

  /** Everything about a world that failed is kept there. */
  void kept(long seed, Path directory) {
    directories.put(seed, directory);
  }

  void tell(SweepRequest order, long tookNanos, PrintWriter out) {
    out.println();
    counts.forEach((what, count) -> out.printf("%,14d  %s%n", count, what));
    out.println();
    for (SimRun.Outcome outcome : undecided) {
      out.println("UNKNOWN " + outcome.seed() + "  " + RunText.wrong(outcome));
    }
    for (SimRun.Outcome outcome : failed) {
      out.println("FAILED  " + outcome.seed() + "  " + RunText.wrong(outcome));
      out.println("        " + order.command().apply(outcome.seed()));
      if (directories.containsKey(outcome.seed())) {
        out.println("        " + directories.get(outcome.seed()));
      }
    }
    out.println("In all:          " + RunText.speed(operations, nanos, events, tookNanos));
    out.println("On one core:     " + RunText.speed(operations, nanos, events, cpuNanos));
    verdicts.reasons().forEach(out::println);
    if (neverReached(order).isEmpty() || verdicts.verdict() == Verdict.INVALID) {
      out.println(verdicts.line());
    } else {
      out.println(
          "%s. VACUOUS. Never reached: %s. Exit status: %d"
              .formatted(
                  verdicts.counts(), String.join(", ", neverReached(order)), exitStatus(order)));
    }
  }

  /** What so many worlds should have got into; nothing of few, or of worlds that were told. */
  private List<String> neverReached(SweepRequest order) {
    boolean told = order.said().stream().anyMatch(option -> !OF_THE_SWEEP.contains(option));
    return told || worlds < Coverage.WORLDS_MIN ? List.of() : Coverage.missing(counts);
  }

  int exitStatus(SweepRequest order) {
    Verdict verdict = verdicts.verdict();
    return verdict == Verdict.VALID && !neverReached(order).isEmpty()
        ? Verdict.VACUOUS.exitStatus()
        : verdict.exitStatus();
  }
}
