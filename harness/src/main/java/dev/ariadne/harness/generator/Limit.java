package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/** At most so many operations. */
record Limit(long left, Generator inner) implements Generator {

  @Override
  public Next next(Context context) {
    if (left <= 0) {
      return new Next.Exhausted();
    }
    Next next = inner.next(context);
    long after = next instanceof Next.Emit ? left - 1 : left;
    return next.then(then -> new Limit(after, then));
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Limit(left, inner.update(context, event));
  }
}
