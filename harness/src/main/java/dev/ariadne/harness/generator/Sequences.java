package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.function.LongFunction;

/** Generators that run one generator after another, or replace one by another. */
final class Sequences {

  private Sequences() {}

  /**
   * Runs one generator after the other, without waiting until the operations of the one before are
   * completed.
   */
  record Concat(List<Generator> parts) implements Generator {

    Concat {
      parts = List.copyOf(parts);
    }

    @Override
    public NextOperation next(Context context) {
      for (int i = 0; i < parts.size(); i++) {
        NextOperation next = parts.get(i).next(context);
        if (!(next instanceof NextOperation.Exhausted)) {
          List<Generator> rest = parts.subList(i, parts.size());
          return next.then(then -> with(rest, then));
        }
      }
      return new NextOperation.Exhausted();
    }

    @Override
    public Generator update(Context context, Op event) {
      return parts.isEmpty() ? this : with(parts, parts.get(0).update(context, event));
    }

    private static Concat with(List<Generator> parts, Generator first) {
      return new Concat(Alternatives.replaced(parts, 0, first));
    }
  }

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
}
