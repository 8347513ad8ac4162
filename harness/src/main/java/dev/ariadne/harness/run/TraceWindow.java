package dev.ariadne.harness.run;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.report.ProgramName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The part of a simulated run's trace in which a violation came to be.
 *
 * @param check that found the violation
 */
public record TraceWindow(String check, TracePlace from, TracePlace until) {

  /** A longer way back than so many lines of the history begins at the last operation alone. */
  static final long LINES_MAX = 2_000;

  /** Events before the first complaint of an oracle. */
  static final long EVENTS_BEFORE = 200;

  /** Lines of an operation in the history. */
  private record Span(long invoked, long completed) {}

  /** The commands that show these parts, for a shell. */
  public static List<String> commands(
      String program, Path run, Checks.Outcome outcome, Evidence evidence) {
    return of(outcome, evidence).stream()
        .map(
            window ->
                "%s replay %s --trace --from %s --until %s  # %s"
                    .formatted(
                        program,
                        ProgramName.quote(run.toString()),
                        window.from,
                        window.until,
                        window.check))
        .toList();
  }

  /** At most one of what clients saw and one of what oracles saw; none if nothing is wrong. */
  static List<TraceWindow> of(Checks.Outcome outcome, Evidence evidence) {
    List<TraceWindow> windows = new ArrayList<>();
    outcome.results().stream()
        .filter(result -> result.verdict() == Verdict.INVALID && !result.involved().isEmpty())
        .findFirst()
        .flatMap(result -> ofClients(result, evidence.history()))
        .ifPresent(windows::add);
    ofOracles(evidence).ifPresent(windows::add);
    return windows;
  }

  /** From the last operation but one of those that show the violation to the end of the last. */
  private static Optional<TraceWindow> ofClients(Result result, List<Op> history) {
    List<Span> spans = spans(new TreeSet<>(result.involved()), history);
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    Span last = spans.getLast();
    Span before = spans.get(Math.max(0, spans.size() - 2));
    long until = Math.max(last.completed(), before.completed());
    long from = until - before.invoked() <= LINES_MAX ? before.invoked() : last.invoked();
    return Optional.of(
        new TraceWindow(result.check(), new TracePlace.Index(from), new TracePlace.Index(until)));
  }

  /** The operations that have a line among these, in the order in which they began. */
  private static List<Span> spans(TreeSet<Long> indices, List<Op> history) {
    Map<Op.Process, Op> begun = new HashMap<>();
    List<Span> spans = new ArrayList<>();
    for (Op op : history) {
      if (op.type() == Op.Type.INVOKE) {
        begun.put(op.process(), op);
      } else {
        Op invoked = begun.remove(op.process());
        add(invoked == null ? op : invoked, op, indices, spans);
      }
    }
    // What never completed is asked for by its beginning alone.
    begun.values().forEach(op -> add(op, op, indices, spans));
    spans.sort(Comparator.comparingLong(Span::invoked));
    return spans;
  }

  private static void add(Op invoked, Op completed, TreeSet<Long> indices, List<Span> spans) {
    if (indices.contains(invoked.index()) || indices.contains(completed.index())) {
      spans.add(new Span(invoked.index(), completed.index()));
    }
  }

  private static Optional<TraceWindow> ofOracles(Evidence evidence) {
    for (Capability.Journal.Entry event : evidence.events()) {
      String number = event.fields().getOrDefault("event", "");
      if (event.kind().equals("complaint") && number.matches("[1-9]\\d{0,17}")) {
        long last = Long.parseLong(number);
        return Optional.of(
            new TraceWindow(
                Checks.INSIDE,
                new TracePlace.Event(Math.max(1, last - EVENTS_BEFORE)),
                new TracePlace.Event(last)));
      }
    }
    return Optional.empty();
  }
}
