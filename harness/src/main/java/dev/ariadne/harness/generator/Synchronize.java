package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/** Begins only once every worker is free. */
record Synchronize(Generator inner) implements Generator {

  @Override
  public Next next(Context context) {
    return context.allFree() ? inner.next(context) : new Next.Pending(Next.EVENT, this);
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Synchronize(inner.update(context, event));
  }
}
