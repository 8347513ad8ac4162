package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generators that contain no other generator. */
final class Primitives {

  private Primitives() {}

  /** Operations from a source, one after the other without end, as fast as workers are free. */
  record Repeat(String site, OperationSource source, long turn) implements Generator {

    @Override
    public NextOperation next(Context context) {
      if (!context.anyFree()) {
        return new NextOperation.Pending(NextOperation.EVENT, this);
      }
      Worker worker = context.pickFree(site + "/worker", turn);
      Invocation invocation = source.make(context, worker, turn);
      return new NextOperation.Emit(invocation, new Repeat(site, source, turn + 1));
    }
  }

  /**
   * Recorded operations, each by its worker and not before its time. If the worker is busy at that
   * time, it begins the operation as soon as it is free.
   *
   * @param rest the remaining operations of each worker, in order
   */
  record Recorded(SortedMap<Worker, List<Recorded.Timed>> rest) implements Generator {

    /**
     * @param time nanoseconds of test time
     */
    record Timed(long time, Invocation invocation) {}

    static Recorded of(List<Timed> all) {
      SortedMap<Worker, List<Timed>> byWorker = new TreeMap<>();
      for (Timed timed : all) {
        byWorker.computeIfAbsent(timed.invocation().worker(), w -> new ArrayList<>()).add(timed);
      }
      return new Recorded(byWorker);
    }

    @Override
    public NextOperation next(Context context) {
      if (rest.isEmpty()) {
        return new NextOperation.Exhausted();
      }
      Timed first = null;
      for (Map.Entry<Worker, List<Timed>> entry : rest.entrySet()) {
        Timed candidate = entry.getValue().getFirst();
        boolean free = context.isFree(entry.getKey());
        if (free && (first == null || candidate.time() < first.time())) {
          first = candidate;
        }
      }
      if (first == null) {
        return new NextOperation.Pending(NextOperation.EVENT, this);
      }
      return first.time() > context.time()
          ? new NextOperation.Pending(first.time(), this)
          : new NextOperation.Emit(first.invocation(), without(first.invocation().worker()));
    }

    private Recorded without(Worker worker) {
      SortedMap<Worker, List<Timed>> fewer = new TreeMap<>(rest);
      List<Timed> own = rest.get(worker);
      if (own.size() == 1) {
        fewer.remove(worker);
      } else {
        fewer.put(worker, own.subList(1, own.size()));
      }
      return new Recorded(fewer);
    }
  }

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

  /** One note, then nothing. */
  record Log(String text) implements Generator {

    @Override
    public NextOperation next(Context context) {
      return new NextOperation.Note(text, new Nothing());
    }
  }

  /**
   * Lets time pass and does nothing.
   *
   * @param until nanoseconds of test time; -1 before the first question
   */
  record Sleep(long nanos, long until) implements Generator {

    @Override
    public NextOperation next(Context context) {
      long end = until < 0 ? context.time() + nanos : until;
      return context.time() >= end
          ? new NextOperation.Exhausted()
          : new NextOperation.Pending(end, new Sleep(nanos, end));
    }
  }

  /** A generator without operations. */
  record Nothing() implements Generator {

    @Override
    public NextOperation next(Context context) {
      return new NextOperation.Exhausted();
    }
  }
}
