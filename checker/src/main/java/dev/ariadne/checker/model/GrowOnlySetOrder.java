package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds an order of the operations of a set from which nothing is removed. Such a set passes
 * through stages. Each read shows one stage, and each element belongs to the first stage that shows
 * it. So the reads stand in order of size, and each addition stands before the first read that
 * shows its element. An operation that has several possible places, such as the second addition of
 * an element, stands as early as its call allows.
 */
final class GrowOnlySetOrder {

  /** An operation and its place: an even stage for additions, the odd one above for observers. */
  private record StagedOperation(Operation operation, int stage) {}

  private GrowOnlySetOrder() {}

  /**
   * Puts all in order; it still has to be replayed.
   *
   * @param observers the reads and {@code contains} that were answered
   */
  static Optional<List<Operation>> of(List<Operation> operations, List<Operation> observers) {
    List<Operation> reads =
        new ArrayList<>(observers.stream().filter(o -> o.input().f().equals("read")).toList());
    reads.sort(Comparator.comparingInt(o -> seen(o).size()));
    // Only looked up, never iterated.
    Map<Object, Integer> stageOf = new HashMap<>();
    List<StagedOperation> fixed = new ArrayList<>();
    int stage = 0;
    int size = 0;
    for (Operation read : reads) {
      Collection<?> seen = seen(read);
      if (seen.size() > size) {
        size = seen.size();
        stage += 2;
        for (Object element : seen) {
          stageOf.putIfAbsent(element, stage);
        }
      }
      fixed.add(new StagedOperation(read, stage + 1));
    }
    int last = stage + 2;
    Map<Object, Operation> first = new HashMap<>();
    for (Operation o : operations) {
      if (o.input().f().equals("add") && !(o.output() instanceof Output.Failed)) {
        first.putIfAbsent(o.input().value(), o); // In order of call.
      }
    }
    List<Operation> free = new ArrayList<>();
    for (Operation o : operations) {
      boolean add = o.input().f().equals("add");
      if (add && first.get(o.input().value()) == o) {
        Integer shown = stageOf.get(o.input().value());
        if (shown != null || o.output() instanceof Output.Ok) {
          fixed.add(new StagedOperation(o, shown == null ? last : shown));
        }
      } else if (o.output() instanceof Output.Ok && !o.input().f().equals("read")) {
        free.add(o);
      }
    }
    List<StagedOperation> all = new ArrayList<>(fixed);
    place(free, fixed, stageOf, last, all);
    all.sort(
        Comparator.comparingInt(StagedOperation::stage)
            .thenComparingInt(placed -> placed.operation().call()));
    return Optional.of(all.stream().map(StagedOperation::operation).toList());
  }

  /** Those that have a choice stand no earlier than what had ended when they began. */
  private static void place(
      List<Operation> free,
      List<StagedOperation> fixed,
      Map<Object, Integer> stageOf,
      int last,
      List<StagedOperation> all) {
    StagedOperation[] byEnd = fixed.toArray(StagedOperation[]::new);
    Arrays.sort(byEnd, Comparator.comparingInt(placed -> placed.operation().ret()));
    int ended = 0;
    int latest = 0;
    for (Operation o : free) {
      while (ended < byEnd.length && byEnd[ended].operation().ret() < o.call()) {
        latest = Math.max(latest, byEnd[ended++].stage());
      }
      int shown = stageOf.getOrDefault(o.input().value(), last);
      boolean absent =
          o.input().f().equals("contains")
              && Boolean.FALSE.equals(((Output.Ok) o.output()).value());
      int earliest = absent ? 1 : shown + (o.input().f().equals("contains") ? 1 : 0);
      all.add(new StagedOperation(o, Math.max(latest, earliest)));
    }
  }

  private static Collection<?> seen(Operation read) {
    return (Collection<?>) ((Output.Ok) read.output()).value();
  }
}
