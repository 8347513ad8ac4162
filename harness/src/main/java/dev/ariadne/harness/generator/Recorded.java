package dev.ariadne.harness.generator;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
      byWorker
          .computeIfAbsent(timed.invocation().worker(), w -> new java.util.ArrayList<>())
          .add(timed);
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
