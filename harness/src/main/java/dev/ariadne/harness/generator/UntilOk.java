package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.Optional;

/**
 * Repeats one operation, by any worker, until it is OK.
 *
 * @param nanos from a completion that is not OK to the next try
 * @param busy the worker that is trying
 * @param nextTime the time of the next try
 */
record UntilOk(
    String site,
    long nanos,
    String f,
    Object value,
    Optional<Worker> busy,
    long nextTime,
    long turn,
    boolean done)
    implements Generator {

  @Override
  public NextOperation next(Context context) {
    if (done) {
      return new NextOperation.Exhausted();
    }
    if (busy.isPresent() || !context.anyFree()) {
      return new NextOperation.Pending(NextOperation.EVENT, this);
    }
    if (context.time() < nextTime) {
      return new NextOperation.Pending(nextTime, this);
    }
    Worker worker = context.pickFree(site, turn);
    return new NextOperation.Emit(
        new Invocation(worker, f, value),
        new UntilOk(site, nanos, f, value, Optional.of(worker), nextTime, turn + 1, false));
  }

  @Override
  public Generator update(Context context, Op event) {
    if (event.type() == Op.Type.INVOKE
        || busy.isEmpty()
        || !busy.equals(context.worker(event.process()))) {
      return this;
    }
    boolean ok = event.type() == Op.Type.OK;
    return new UntilOk(site, nanos, f, value, Optional.empty(), event.time() + nanos, turn, ok);
  }
}
