package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/** At most {@code left} operations. */
record Limit(long left, Generator inner) implements Generator {

  @Override
  public NextOperation next(Context context) {
    if (left <= 0) {
      return new NextOperation.Exhausted();
    }
    NextOperation next = inner.next(context);
    long after = next instanceof NextOperation.Emit ? left - 1 : left;
    return next.then(then -> new Limit(after, then));
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Limit(left, inner.update(context, event));
  }
}
