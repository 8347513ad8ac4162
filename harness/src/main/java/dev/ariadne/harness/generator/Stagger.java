package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Begins operations at random times, {@code nanos} apart on average over all workers together. If
 * no worker was free, the lost time is made up by at most one interval.
 *
 * @param nextTime when the next operation may begin; -1 before the first question
 */
record Stagger(String site, long nanos, Generator inner, long nextTime, long turn)
    implements Generator {
  /** The number of steps of an interval. */
  private static final int RESOLUTION = 1 << 20;

  @Override
  public NextOperation next(Context context) {
    long due = nextTime < 0 ? context.time() : nextTime;
    NextOperation next = inner.next(context);
    return switch (next) {
      case NextOperation.Exhausted exhausted -> exhausted;
      case NextOperation.Emit(Invocation invocation, Generator then) -> {
        if (context.time() < due) {
          yield new NextOperation.Pending(due, new Stagger(site, nanos, inner, due, turn));
        }
        int draw = context.choices().pick(site, turn, RESOLUTION);
        // From nothing to twice the interval, uniformly.
        long pause = Math.multiplyHigh(4 * nanos, (long) draw << 43);
        long from = Math.max(due, context.time() - nanos);
        yield new NextOperation.Emit(
            invocation, new Stagger(site, nanos, then, from + pause, turn + 1));
      }
      case NextOperation.Pending pending ->
          pending.then(then -> new Stagger(site, nanos, then, due, turn));
      case NextOperation.Note note -> note.then(then -> new Stagger(site, nanos, then, due, turn));
    };
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Stagger(site, nanos, inner.update(context, event), nextTime, turn);
  }
}
