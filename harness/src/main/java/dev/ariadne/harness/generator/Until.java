package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.function.Predicate;

/** Exhausted as soon as a certain event is seen. */
record Until(Predicate<Op> last, Generator inner) implements Generator {

  @Override
  public NextOperation next(Context context) {
    return inner.next(context).then(then -> new Until(last, then));
  }

  @Override
  public Generator update(Context context, Op event) {
    return last.test(event) ? new Exhausted() : new Until(last, inner.update(context, event));
  }
}
