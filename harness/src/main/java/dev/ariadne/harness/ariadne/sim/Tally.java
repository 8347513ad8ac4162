package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.run.Order;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of many worlds, added up. */
final class Tally {

  private final List<SimRun.Outcome> failed = new ArrayList<>();
  private final List<SimRun.Outcome> undecided = new ArrayList<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private long worlds;
  private long operations;
  private long events;
  private long nanos;

  void add(SimRun.Outcome outcome) {
    worlds++;
    operations += outcome.operations();
    events += outcome.events();
    nanos += outcome.nanos();
    outcome.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
    switch (outcome.checks().verdict()) {
      case INVALID -> failed.add(outcome);
      case UNKNOWN -> undecided.add(outcome);
      case VALID, VACUOUS -> {
        // One small world may do without much; all together may not.
      }
    }
  }

  void tell(Order order, long tookNanos, PrintWriter out) {
    out.println();
    counts.forEach((what, count) -> out.printf("%,14d  %s%n", count, what));
    out.println();
    for (SimRun.Outcome outcome : undecided) {
      out.println("UNKNOWN " + outcome.seed() + "  " + Story.wrong(outcome));
    }
    for (SimRun.Outcome outcome : failed) {
      out.println("FAILED  " + outcome.seed() + "  " + Story.wrong(outcome));
      out.println("        " + order.command().apply(outcome.seed()));
    }
    out.printf(
        "%d worlds: %d failed, %d unknown%n", worlds, failed.size(), undecided.size());
    out.println(Story.speed(operations, nanos, events, tookNanos));
  }

  int exitStatus() {
    return failed.isEmpty() ? Verdict.VALID.exitStatus() : Verdict.INVALID.exitStatus();
  }
}
