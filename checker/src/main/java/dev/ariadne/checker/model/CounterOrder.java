package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Finds an order of the operations of a counter without search. Each observer stands as late as
 * possible; if nothing is subtracted, observers are ordered by the number that they saw. Before
 * each observer stand the additions that must have happened, in order of their ends, until the sum
 * is the number that it saw. This works for most histories in which all additions are equal, and
 * for histories with little concurrency.
 */
final class CounterOrder {

  private final List<CounterShortcut.Add> adds = new ArrayList<>();
  private final List<Operation> order = new ArrayList<>();
  private final Set<Integer> done = new HashSet<>();
  private long value;

  private CounterOrder(long initial) {
    this.value = initial;
  }

  /** Returns an order, which must be replayed; empty if none was found. */
  static Optional<List<Operation>> of(
      long initial, List<CounterShortcut.Add> adds, List<CounterShortcut.Seen> seen) {
    CounterOrder order = new CounterOrder(initial);
    boolean rises = true;
    for (CounterShortcut.Add add : adds) {
      if (!add.failed()) {
        order.adds.add(add);
        rises &= add.by() >= 0;
      }
    }
    order.adds.sort(Comparator.comparingInt(add -> add.operation().call()));
    return order.put(seen, rises) ? Optional.of(order.order) : Optional.empty();
  }

  private boolean put(List<CounterShortcut.Seen> seen, boolean rises) {
    List<CounterShortcut.Seen> observers = new ArrayList<>(seen);
    if (rises) {
      observers.sort(
          Comparator.comparingLong(CounterShortcut.Seen::value)
              .thenComparingInt(one -> one.operation().ret()));
    }
    Set<Integer> observing = new HashSet<>();
    observers.forEach(one -> observing.add(one.operation().number()));
    PriorityQueue<CounterShortcut.Add> open =
        new PriorityQueue<>(
            Comparator.<CounterShortcut.Add>comparingInt(add -> add.operation().ret())
                .thenComparingInt(add -> add.operation().call()));
    int called = 0;
    for (CounterShortcut.Seen one : observers) {
      Operation o = one.operation();
      while (called < adds.size() && adds.get(called).operation().call() < o.ret()) {
        CounterShortcut.Add add = adds.get(called++);
        if (!observing.contains(add.operation().number())) {
          open.add(add);
        }
      }
      // What had ended has to have happened.
      while (!open.isEmpty() && open.peek().operation().ret() < o.call()) {
        happen(open.poll());
      }
      if (!reach(one.value(), open)) {
        return false;
      }
      order.add(o);
      value += o.input().f().equals("read") ? 0 : Counter.by(o.input()).longValue();
    }
    while (called < adds.size()) {
      CounterShortcut.Add add = adds.get(called++);
      if (!observing.contains(add.operation().number())) {
        open.add(add);
      }
    }
    List<CounterShortcut.Add> rest = new ArrayList<>(open);
    rest.removeIf(add -> add.operation().ret() == Operation.NEVER);
    rest.sort(Comparator.comparingInt(add -> add.operation().call()));
    rest.forEach(this::happen);
    return true;
  }

  private void happen(CounterShortcut.Add add) {
    order.add(add.operation());
    value += add.by();
  }

  /** Lets open additions happen until the value is there: those that end first, if they fit. */
  private boolean reach(long target, PriorityQueue<CounterShortcut.Add> open) {
    List<CounterShortcut.Add> passed = new ArrayList<>();
    while (value != target && !open.isEmpty()) {
      CounterShortcut.Add add = open.poll();
      long left = target - value;
      boolean fits =
          Long.signum(left) == Long.signum(add.by()) && Math.abs(add.by()) <= Math.abs(left);
      if (fits) {
        happen(add);
      } else {
        passed.add(add);
      }
    }
    open.addAll(passed);
    return value == target;
  }
}
