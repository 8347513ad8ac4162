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
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copied for each operation.
record EachThread(Generator fresh, Generator[] copies, int first) implements Generator {

  @Override
  public Next next(Context context) {
    Generator[] after = copies;
    List<Worker> workers = context.workers();
    boolean exhausted = true;
    long until = Next.EVENT;
    for (int i = 0; i < workers.size(); i++) {
      int number = (first + i) % workers.size();
      Worker worker = workers.get(number);
      switch (copy(after, worker).next(context.only(worker))) {
        case Next.Exhausted() -> after = with(after, worker, new Nothing());
        case Next.Pending(long when, Generator then) -> {
          exhausted = false;
          until = Math.min(until, when);
          after = with(after, worker, then);
        }
        case Next.Emit(Invocation invocation, Generator then) -> {
          return new Next.Emit(
              invocation, new EachThread(fresh, with(after, worker, then), number + 1));
        }
        case Next.Note(String text, Generator then) -> {
          return new Next.Note(text, new EachThread(fresh, with(after, worker, then), number));
        }
      }
    }
    return exhausted
        ? new Next.Exhausted()
        : new Next.Pending(until, new EachThread(fresh, after, first));
  }

  private Generator copy(Generator[] all, Worker worker) {
    int at = at(worker);
    return at < all.length && all[at] != null ? all[at] : fresh;
  }

  /** The same array if nothing changes, or if it is not the one that is here; else another. */
  private Generator[] with(Generator[] all, Worker worker, Generator copy) {
    int at = at(worker);
    if (copy(all, worker) == copy) {
      return all;
    }
    boolean own = all != copies && at < all.length;
    Generator[] changed = own ? all : Arrays.copyOf(all, Math.max(at + 1, all.length));
    changed[at] = copy;
    return changed;
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
    Generator after = copy(copies, worker).update(context.only(worker), event);
    return new EachThread(fresh, with(copies, worker, after), first);
  }

  static EachThread of(Generator fresh) {
    return new EachThread(fresh, new Generator[0], 0);
  }
}
