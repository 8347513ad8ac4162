package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A copy for every worker, each hearing of its own events only. */
record EachThread(Generator fresh, SortedMap<Worker, Generator> copies, int first)
    implements Generator {

  @Override
  public Next next(Context context) {
    SortedMap<Worker, Generator> after = new TreeMap<>(copies);
    Worker[] workers = context.processes().keySet().toArray(Worker[]::new);
    boolean exhausted = true;
    long until = Next.EVENT;
    for (int i = 0; i < workers.length; i++) {
      int number = (first + i) % workers.length;
      Worker worker = workers[number];
      Generator copy = after.getOrDefault(worker, fresh);
      switch (copy.next(context.only(worker))) {
        case Next.Exhausted() -> after.put(worker, new Nothing());
        case Next.Pending(long when, Generator then) -> {
          exhausted = false;
          until = Math.min(until, when);
          after.put(worker, then);
        }
        case Next.Emit(Invocation invocation, Generator then) -> {
          after.put(worker, then);
          return new Next.Emit(invocation, new EachThread(fresh, after, number + 1));
        }
        case Next.Note(String text, Generator then) -> {
          after.put(worker, then);
          return new Next.Note(text, new EachThread(fresh, after, number));
        }
      }
    }
    return exhausted
        ? new Next.Exhausted()
        : new Next.Pending(until, new EachThread(fresh, after, first));
  }

  @Override
  public Generator update(Context context, Op event) {
    return context
        .worker(event.process())
        .<Generator>map(worker -> updated(context, event, worker))
        .orElse(this);
  }

  private Generator updated(Context context, Op event, Worker worker) {
    SortedMap<Worker, Generator> after = new TreeMap<>(copies);
    Generator copy = copies.getOrDefault(worker, fresh);
    after.put(worker, copy.update(context.only(worker), event));
    return new EachThread(fresh, after, first);
  }

  static EachThread of(Generator fresh) {
    return new EachThread(fresh, new TreeMap<>(Map.of()), 0);
  }
}
