package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Generators that give workers operations of their own. */
final class PerWorker {

  private PerWorker() {}

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

  /**
   * Has a copy of a generator for every worker; each copy receives the events of its worker only.
   *
   * @param copies by the worker's number, beginning with the nemesis; null or missing for a worker
   *     without events. The array is never changed
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
          case NextOperation.Exhausted() -> after = with(after, worker, new Primitives.Nothing());
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
     * @param changed the changed copies; null if none has changed
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

    /**
     * The copies with this one among them. It is the same array, unless that is null or too short.
     */
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
}
