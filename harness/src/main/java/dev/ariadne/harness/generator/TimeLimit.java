package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Begins no operation later than {@code nanos} after the first question.
 *
 * @param deadline nanoseconds of test time; -1 before the first question
 */
record TimeLimit(long nanos, Generator inner, long deadline) implements Generator {

  @Override
  public NextOperation next(Context context) {
    long end = deadline < 0 ? context.time() + nanos : deadline;
    if (context.time() >= end) {
      return new NextOperation.Exhausted();
    }
    NextOperation next = inner.next(context).then(then -> new TimeLimit(nanos, then, end));
    return next instanceof NextOperation.Pending(long until, Generator then)
        ? new NextOperation.Pending(Math.min(until, end), then)
        : next;
  }

  @Override
  public Generator update(Context context, Op event) {
    return new TimeLimit(nanos, inner.update(context, event), deadline);
  }
}
