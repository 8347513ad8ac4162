package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/** Begins only when every worker is free. */
record Synchronize(Generator inner) implements Generator {

  @Override
  public NextOperation next(Context context) {
    return context.allFree()
        ? inner.next(context)
        : new NextOperation.Pending(NextOperation.EVENT, this);
  }

  @Override
  public Generator update(Context context, Op event) {
    return new Synchronize(inner.update(context, event));
  }
}
