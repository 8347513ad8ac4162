package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Runs a first generator, then a second one that is made from the number of keys: the greatest
 * whole number that a client used as a key, plus one.
 *
 * @param needsAnswer whether there is no second generator if operations of clients were completed
 *     and none was OK: a system that never answers gets no further operations
 * @param completed whether an operation of a client was completed
 * @param answered whether one was OK
 */
record FollowedBy(
    Generator first,
    long keys,
    boolean needsAnswer,
    boolean completed,
    boolean answered,
    LongFunction<? extends Generator> then)
    implements Generator {

  @Override
  public NextOperation next(Context context) {
    NextOperation next = first.next(context);
    if (!(next instanceof NextOperation.Exhausted)) {
      return next.then(
          after -> new FollowedBy(after, keys, needsAnswer, completed, answered, then));
    }
    return needsAnswer && completed && !answered ? next : then.apply(keys).next(context);
  }

  @Override
  public Generator update(Context context, Op event) {
    boolean ofClient = event.process() instanceof Op.Process.Client;
    boolean begins = ofClient && event.type() == Op.Type.INVOKE;
    long seen =
        begins && event.value() instanceof List<?> pair && pair.getFirst() instanceof Long key
            ? Math.max(keys, key + 1)
            : keys;
    return new FollowedBy(
        first.update(context, event),
        seen,
        needsAnswer,
        completed || ofClient && !begins,
        answered || ofClient && event.type() == Op.Type.OK,
        then);
  }
}
