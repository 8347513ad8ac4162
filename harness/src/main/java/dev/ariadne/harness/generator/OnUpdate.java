package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/** Applies a function to the generator after each event. */
record OnUpdate(Updater updater, Generator inner) implements Generator {

  @Override
  public NextOperation next(Context context) {
    return inner.next(context).then(then -> new OnUpdate(updater, then));
  }

  @Override
  public Generator update(Context context, Op event) {
    return updater.update(new OnUpdate(updater, inner.update(context, event)), context, event);
  }
}
