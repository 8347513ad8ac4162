package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.function.Predicate;

/**
 * A generator for some workers only, which receives no events of the others. It is exhausted if
 * there are no such workers.
 */
record OnWorkers(Predicate<Worker> wanted, Generator inner) implements Generator {

  @Override
  public NextOperation next(Context context) {
    Context ours = context.only(wanted);
    return ours.hasWorkers()
        ? inner.next(ours).then(then -> new OnWorkers(wanted, then))
        : new NextOperation.Exhausted();
  }

  @Override
  public Generator update(Context context, Op event) {
    boolean ours = context.worker(event.process()).filter(wanted).isPresent();
    return ours ? new OnWorkers(wanted, inner.update(context.only(wanted), event)) : this;
  }
}
