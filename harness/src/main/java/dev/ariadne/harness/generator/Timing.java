package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Generators that put time between the operations of another generator. */
final class Timing {

  private Timing() {}

  /**
   * Begins each operation at least {@code nanos} after the one before began.
   *
   * @param nextTime when the next operation may begin; -1 before the first question
   */
  record Delay(long nanos, Generator inner, long nextTime) implements Generator {

    @Override
    public NextOperation next(Context context) {
      long due = nextTime < 0 ? context.time() : nextTime;
      NextOperation next = inner.next(context);
      return switch (next) {
        case NextOperation.Exhausted exhausted -> exhausted;
        case NextOperation.Emit(Invocation invocation, Generator then) ->
            context.time() < due
                ? new NextOperation.Pending(due, new Delay(nanos, inner, due))
                : new NextOperation.Emit(
                    invocation, new Delay(nanos, then, context.time() + nanos));
        case NextOperation.Pending pending -> pending.then(then -> new Delay(nanos, then, due));
        case NextOperation.Note note -> note.then(then -> new Delay(nanos, then, due));
      };
    }

    @Override
    public Generator update(Context context, Op event) {
      return new Delay(nanos, inner.update(context, event), nextTime);
    }
  }

  /**
   * Begins operations at random times, {@code nanos} apart on average over all workers together. If
   * no worker was free, the lost time is made up by at most one interval.
   *
   * @param nextTime when the next operation may begin; -1 before the first question
   */
  record Stagger(String site, long nanos, Generator inner, long nextTime, long turn)
      implements Generator {
    /** The number of steps of an interval. */
    private static final int RESOLUTION = 1 << 20;

    @Override
    public NextOperation next(Context context) {
      long due = nextTime < 0 ? context.time() : nextTime;
      NextOperation next = inner.next(context);
      return switch (next) {
        case NextOperation.Exhausted exhausted -> exhausted;
        case NextOperation.Emit(Invocation invocation, Generator then) -> {
          if (context.time() < due) {
            yield new NextOperation.Pending(due, new Stagger(site, nanos, inner, due, turn));
          }
          int draw = context.choices().pick(site, turn, RESOLUTION);
          // From nothing to twice the interval, uniformly.
          long pause = Math.multiplyHigh(4 * nanos, (long) draw << 43);
          long from = Math.max(due, context.time() - nanos);
          yield new NextOperation.Emit(
              invocation, new Stagger(site, nanos, then, from + pause, turn + 1));
        }
        case NextOperation.Pending pending ->
            pending.then(then -> new Stagger(site, nanos, then, due, turn));
        case NextOperation.Note note ->
            note.then(then -> new Stagger(site, nanos, then, due, turn));
      };
    }

    @Override
    public Generator update(Context context, Op event) {
      return new Stagger(site, nanos, inner.update(context, event), nextTime, turn);
    }
  }

  /**
   * Lets a worker rest whose operations fail again and again. Otherwise a worker whose node refuses
   * at once would take the operations of workers whose nodes answer. After {@link #FAILURES_FREE}
   * failures in a row the first rest is {@link #REST_NANOS_MIN}, each further one twice as long, up
   * to {@link #REST_NANOS_MAX}. An answered operation ends the rests.
   *
   * @param answered whether a completed operation was answered; a refusal may be an answer
   * @param failing the workers whose last operation failed
   */
  record BackOff(Predicate<Op> answered, Generator inner, SortedMap<Worker, Failing> failing)
      implements Generator {

    /** The number of failures in a row without a rest; an election causes so many. */
    static final int FAILURES_FREE = 10;

    static final long REST_NANOS_MIN = 10_000_000;
    static final long REST_NANOS_MAX = 1_000_000_000;

    /**
     * @param inARow failures
     * @param until the end of the rest
     */
    record Failing(int inARow, long until) {

      static Failing after(Optional<Failing> before, long now) {
        int inARow = before.map(Failing::inARow).orElse(0) + 1;
        return new Failing(inARow, inARow < FAILURES_FREE ? now : now + rest(inARow));
      }

      private static long rest(int inARow) {
        int doubled = Math.min(inARow - FAILURES_FREE, 30);
        return Math.min(REST_NANOS_MAX, REST_NANOS_MIN << doubled);
      }
    }

    @Override
    public NextOperation next(Context context) {
      List<Worker> resting = new ArrayList<>();
      long soonest = NextOperation.EVENT;
      for (var entry : failing.entrySet()) {
        if (entry.getValue().until() > context.time()) {
          resting.add(entry.getKey());
          soonest = Math.min(soonest, entry.getValue().until());
        }
      }
      Context rest = resting.isEmpty() ? context : context.without(resting);
      NextOperation next = inner.next(rest).then(then -> new BackOff(answered, then, failing));
      return next instanceof NextOperation.Pending(long until, Generator then)
          ? new NextOperation.Pending(Math.min(until, soonest), then)
          : next;
    }

    @Override
    public Generator update(Context context, Op event) {
      Generator updated = inner.update(context, event);
      Optional<Worker> worker =
          event.type() == Op.Type.INVOKE ? Optional.empty() : context.worker(event.process());
      if (worker.isEmpty()) {
        return new BackOff(answered, updated, failing);
      }
      boolean fine = event.type() == Op.Type.OK || answered.test(event);
      Optional<Failing> before = Optional.ofNullable(failing.get(worker.get()));
      if (fine && before.isEmpty()) {
        return new BackOff(answered, updated, failing);
      }
      TreeMap<Worker, Failing> changed = new TreeMap<>(failing);
      if (fine) {
        changed.remove(worker.get());
      } else {
        changed.put(worker.get(), Failing.after(before, event.time()));
      }
      return new BackOff(answered, updated, changed);
    }
  }
}
