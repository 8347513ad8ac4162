package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Begins each operation at least {@code nanos} after the one before began.
 *
 * @param nextTime when the next operation may begin; -1 before the first question
 */
record Delay(long nanos, Generator inner, long nextTime) implements Generator {

  @Override
  public NextOperation next(Context context) {
    long due = nextTime < 0 ? context.time() : nextTime;
    NextOperation next = inner.next(context);
    return switch (next) {
      case NextOperation.Exhausted exhausted -> exhausted;
      case NextOperation.Emit(Invocation invocation, Generator then) ->
          context.time() < due
              ? new NextOperation.Pending(due, new Delay(nanos, inner, due))
              : new NextOperation.Emit(invocation, new Delay(nanos, then, context.time() + nanos));
      case NextOperation.Pending pending -> pending.then(then -> new Delay(nanos, then, due));
      case NextOperation.Note note -> note.then(then -> new Delay(nanos, then, due));
    };
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Delay(nanos, inner.update(context, event), nextTime);
  }
}
