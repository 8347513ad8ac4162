package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.Arrays;
import java.util.List;

/**
 * A copy for every worker, each hearing of its own events only.
 *
 * @param copies by the worker's number, from the nemesis' on; null or none for whoever was not
 *     heard of yet. Never changed once it is here
 */
record EachThread(Generator fresh, List<Generator> copies, int first) implements Generator {

  @Override
  public NextOperation next(Context context) {
    Generator[] after = null;
    List<Worker> workers = context.workers();
    boolean exhausted = true;
    long until = NextOperation.EVENT;
    for (int i = 0; i < workers.size(); i++) {
      int number = (first + i) % workers.size();
      Worker worker = workers.get(number);
      switch (copy(after, worker).next(context.only(worker))) {
        case NextOperation.Exhausted() -> after = with(after, worker, new Exhausted());
        case NextOperation.Pending(long when, Generator then) -> {
          exhausted = false;
          until = Math.min(until, when);
          after = with(after, worker, then);
        }
        case NextOperation.Emit(Invocation invocation, Generator then) -> {
          return new NextOperation.Emit(invocation, after(with(after, worker, then), number + 1));
        }
        case NextOperation.Note(String text, Generator then) -> {
          return new NextOperation.Note(text, after(with(after, worker, then), number));
        }
      }
    }
    return exhausted
        ? new NextOperation.Exhausted()
        : new NextOperation.Pending(until, after(after, first));
  }

  /**
   * @param changed the copies as they are by now; null if they are what they were
   */
  private Generator copy(Generator[] changed, Worker worker) {
    int at = at(worker);
    Generator own;
    if (changed != null) {
      own = at < changed.length ? changed[at] : null;
    } else {
      own = at < copies.size() ? copies.get(at) : null;
    }
    return own == null ? fresh : own;
  }

  /** The copies with this one among them: the same array, unless it is null or too short. */
  private Generator[] with(Generator[] changed, Worker worker, Generator copy) {
    if (copy(changed, worker) == copy) {
      return changed;
    }
    int at = at(worker);
    Generator[] all = changed == null ? copies.toArray(Generator[]::new) : changed;
    if (at >= all.length) {
      all = Arrays.copyOf(all, at + 1);
    }
    all[at] = copy;
    return all;
  }

  private EachThread after(Generator[] changed, int next) {
    return new EachThread(fresh, changed == null ? copies : Arrays.asList(changed), next);
  }

  private static int at(Worker worker) {
    return worker.number() - Worker.NEMESIS.number();
  }

  @Override
  public Generator update(Context context, Op event) {
    return context
        .worker(event.process())
        .<Generator>map(worker -> updated(context, event, worker))
        .orElse(this);
  }

  private Generator updated(Context context, Op event, Worker worker) {
    Generator after = copy(null, worker).update(context.only(worker), event);
    return after(with(null, worker, after), first);
  }

  static EachThread of(Generator fresh) {
    return new EachThread(fresh, List.of(), 0);
  }
}
