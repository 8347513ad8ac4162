package dev.ariadne.harness.run;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.Printable;
import java.util.Locale;

/**
 * Writes the trace of a run: one line for each thing that happens, with the number of its event and
 * its time, from one place to another. What others have written is escaped and cut ({@link
 * Printable}).
 */
public final class TraceWriter {

  private final ReplayRequest telling;
  private boolean begun;
  private boolean over;

  public TraceWriter(ReplayRequest telling) {
    this.telling = telling;
    this.begun = telling.from().equals(TracePlace.BEGINNING);
  }

  /** Returns true if the present part of the trace is to be written. */
  public boolean writes() {
    return telling.story() && !over;
  }

  /**
   * Something happens.
   *
   * @param event in which it does
   * @param nanos virtual time
   */
  public void happens(long event, long nanos, String text) {
    begun |= telling.from() instanceof TracePlace.Event(long first) && event >= first;
    if (begun && writes()) {
      line(event, nanos, text);
    }
  }

  /**
   * A line of the history is written: what a client or the nemesis begins, or what came of it.
   *
   * @param event after which it is written
   * @return whether this is where the run is to stop
   */
  public boolean recorded(Op op, long event, long nanos) {
    begun |= telling.from().equals(new TracePlace.Index(op.index()));
    happens(event, nanos, words(op));
    return !over && telling.until().equals(new TracePlace.Index(op.index()));
  }

  private static String words(Op op) {
    String who =
        switch (op.process()) {
          case Op.Process.Client(long id) -> "process " + id;
          case Op.Process.Named(String name) -> name;
        };
    String error = op.extra().containsKey("error") ? ", error " + print(op, "error") : "";
    return "index %d: %s %s %s %s%s"
        .formatted(
            op.index(),
            who,
            op.type().name().toLowerCase(Locale.ROOT),
            op.f(),
            EdnPrinter.print(op.value()),
            error);
  }

  private static String print(Op op, String extra) {
    return EdnPrinter.print(op.extra().get(extra));
  }

  /** Returns true if the run is to stop after this event. */
  public boolean endsAfter(long event) {
    return !over && telling.until() instanceof TracePlace.Event(long last) && event >= last;
  }

  /** The run stops: what is undone from now on is not part of the story. */
  public void stop(long event, long nanos) {
    over = true;
    String where =
        telling.until() instanceof TracePlace.Index index
            ? "At " + index + ", after event"
            : "After event";
    show(String.format(Locale.ROOT, "%s %d, at %.6f s:", where, event, nanos / 1e9));
  }

  /** A line without a place in time, such as how a node stands where the run was stopped. */
  public void show(String text) {
    telling.lines().accept(Printable.line(text));
  }

  private void line(long event, long nanos, String text) {
    telling
        .lines()
        .accept(
            String.format(
                Locale.ROOT, "%8d  %12.6f s  %s", event, nanos / 1e9, Printable.line(text)));
  }
}
