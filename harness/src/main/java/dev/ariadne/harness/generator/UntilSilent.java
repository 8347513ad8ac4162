package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Exhausted, after a note, when no operation of a client has been OK for {@code nanos}.
 *
 * @param firstOnly true: it waits for the first OK only
 * @param since test time of the last OK, or of the first question; -1 before that
 */
record UntilSilent(long nanos, String note, boolean firstOnly, Generator inner, long since)
    implements Generator {

  @Override
  public NextOperation next(Context context) {
    long from = since < 0 ? context.time() : since;
    long end = from > NextOperation.EVENT - nanos ? NextOperation.EVENT : from + nanos;
    if (context.time() >= end) {
      return new NextOperation.Note(note, new Exhausted());
    }
    NextOperation next =
        inner.next(context).then(then -> new UntilSilent(nanos, note, firstOnly, then, from));
    return next instanceof NextOperation.Pending(long until, Generator then)
        ? new NextOperation.Pending(Math.min(until, end), then)
        : next;
  }

  @Override
  public Generator update(Context context, Op event) {
    Generator updated = inner.update(context, event);
    if (event.type() == Op.Type.OK && event.process() instanceof Op.Process.Client) {
      return firstOnly ? updated : new UntilSilent(nanos, note, false, updated, event.time());
    }
    return new UntilSilent(nanos, note, firstOnly, updated, since);
  }
}
