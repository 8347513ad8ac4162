package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.function.Predicate;

/** Generators that end another generator before it is exhausted. */
final class EndConditions {

  private EndConditions() {}

  /** At most {@code left} operations. */
  record Limit(long left, Generator inner) implements Generator {

    @Override
    public NextOperation next(Context context) {
      if (left <= 0) {
        return new NextOperation.Exhausted();
      }
      NextOperation next = inner.next(context);
      long after = next instanceof NextOperation.Emit ? left - 1 : left;
      return next.then(then -> new Limit(after, then));
    }

    @Override
    public Generator update(Context context, Op event) {
      return new Limit(left, inner.update(context, event));
    }
  }

  /**
   * Begins no operation later than {@code nanos} after the first question.
   *
   * @param deadline nanoseconds of test time; -1 before the first question
   */
  record TimeLimit(long nanos, Generator inner, long deadline) implements Generator {

    @Override
    public NextOperation next(Context context) {
      long end = deadline < 0 ? context.time() + nanos : deadline;
      if (context.time() >= end) {
        return new NextOperation.Exhausted();
      }
      NextOperation next = inner.next(context).then(then -> new TimeLimit(nanos, then, end));
      return next instanceof NextOperation.Pending(long until, Generator then)
          ? new NextOperation.Pending(Math.min(until, end), then)
          : next;
    }

    @Override
    public Generator update(Context context, Op event) {
      return new TimeLimit(nanos, inner.update(context, event), deadline);
    }
  }

  /** Exhausted as soon as a certain event is seen. */
  record Until(Predicate<Op> last, Generator inner) implements Generator {

    @Override
    public NextOperation next(Context context) {
      return inner.next(context).then(then -> new Until(last, then));
    }

    @Override
    public Generator update(Context context, Op event) {
      return last.test(event)
          ? new Primitives.Nothing()
          : new Until(last, inner.update(context, event));
    }
  }

  /**
   * Exhausted, after a note, when no operation of a client has been OK for {@code nanos}.
   *
   * @param firstOnly true: it waits for the first OK only
   * @param since test time of the last OK, or of the first question; -1 before that
   */
  record UntilSilent(long nanos, String note, boolean firstOnly, Generator inner, long since)
      implements Generator {

    @Override
    public NextOperation next(Context context) {
      long from = since < 0 ? context.time() : since;
      long end = from > NextOperation.EVENT - nanos ? NextOperation.EVENT : from + nanos;
      if (context.time() >= end) {
        return new NextOperation.Note(note, new Primitives.Nothing());
      }
      NextOperation next =
          inner.next(context).then(then -> new UntilSilent(nanos, note, firstOnly, then, from));
      return next instanceof NextOperation.Pending(long until, Generator then)
          ? new NextOperation.Pending(Math.min(until, end), then)
          : next;
    }

    @Override
    public Generator update(Context context, Op event) {
      Generator updated = inner.update(context, event);
      if (event.type() == Op.Type.OK && event.process() instanceof Op.Process.Client) {
        return firstOnly ? updated : new UntilSilent(nanos, note, false, updated, event.time());
      }
      return new UntilSilent(nanos, note, firstOnly, updated, since);
    }
  }
}
