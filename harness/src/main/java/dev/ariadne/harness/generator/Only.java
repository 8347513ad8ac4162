package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.function.Predicate;

/** For some workers only; hears nothing of the others. Exhausted if there are none of them. */
record Only(Predicate<Worker> wanted, Generator inner) implements Generator {

  @Override
  public Next next(Context context) {
    Context ours = context.only(wanted);
    return ours.hasWorkers()
        ? inner.next(ours).then(then -> new Only(wanted, then))
        : new Next.Exhausted();
  }

  @Override
  public Generator update(Context context, Op event) {
    boolean ours = context.worker(event.process()).filter(wanted).isPresent();
    return ours ? new Only(wanted, inner.update(context.only(wanted), event)) : this;
  }
}
