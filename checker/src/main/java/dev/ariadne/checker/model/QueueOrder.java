package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.QueueShortcut.QueueElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Finds an order of the operations of a queue in which each element is enqueued once. First it
 * orders the elements so that the order agrees with that of their enqueues and of their dequeues.
 * Then it merges the enqueues and the dequeues, each in that order: the operation that ends next
 * happens next, after only those that must come before it.
 */
final class QueueOrder {

  /** An element, with an enqueue that had happened when it was taken out. */
  private static final class Item {
    final Operation enqueue;

    /** Null if it is never taken out. */
    Operation dequeue;

    Item(Operation enqueue, Operation dequeue) {
      this.enqueue = enqueue;
      this.dequeue = dequeue;
    }

    int enqueued() {
      return dequeue == null ? enqueue.ret() : Math.min(enqueue.ret(), dequeue.ret());
    }

    int taken() {
      return Math.max(dequeue.call(), enqueue.call());
    }
  }

  private final List<Operation> empties;
  private final List<Operation> order = new ArrayList<>();
  private final List<Operation> dequeues = new ArrayList<>();
  private final List<Operation> enqueues = new ArrayList<>();
  private int enqueued;
  private int dequeued;
  private int emptied;

  private QueueOrder(List<Operation> empties) {
    this.empties = new ArrayList<>(empties);
    this.empties.sort(Comparator.comparingInt(Operation::call));
  }

  /** Returns an order, which must be replayed; empty if none was found. */
  static Optional<List<Operation>> of(
      List<QueueElement> elements, List<Operation> empties, List<Operation> unknownDequeues) {
    List<Item> taken = new ArrayList<>();
    List<Item> left = new ArrayList<>();
    for (QueueElement element : elements) {
      if (element.dequeues.size() > 1 || element.dequeues.size() > element.enqueues.size()) {
        return Optional.empty();
      }
      if (!element.dequeues.isEmpty()) {
        taken.add(new Item(element.enqueues.getFirst(), element.dequeues.getFirst()));
      } else if (!element.enqueues.isEmpty()
          && element.enqueues.getFirst().ret() != Operation.NEVER) {
        left.add(new Item(element.enqueues.getFirst(), null));
      }
    }
    lose(taken, left, unknownDequeues);
    QueueOrder order = new QueueOrder(empties);
    return order.elements(taken, left) && order.merge()
        ? Optional.of(order.order)
        : Optional.empty();
  }

  /** Elements that stayed behind while later ones were taken: unknown dequeues have taken them. */
  private static void lose(List<Item> taken, List<Item> left, List<Operation> unknown) {
    int latest = -1;
    for (Item item : taken) {
      latest = Math.max(latest, item.enqueue.call());
    }
    left.sort(Comparator.comparingInt(item -> item.enqueue.ret()));
    int used = 0;
    List<Item> lost = new ArrayList<>();
    for (Item item : left) {
      if (item.enqueue.ret() < latest && used < unknown.size()) {
        item.dequeue = unknown.get(used++);
        lost.add(item);
      }
    }
    taken.addAll(lost);
    left.removeAll(lost);
  }

  private boolean elements(List<Item> taken, List<Item> left) {
    PriorityQueue<Item> enqueueEnds = new PriorityQueue<>(Comparator.comparingInt(Item::enqueued));
    PriorityQueue<Item> dequeueEnds =
        new PriorityQueue<>(Comparator.comparingInt((Item item) -> item.dequeue.ret()));
    PriorityQueue<Item> byEnqueue =
        new PriorityQueue<>(Comparator.comparingInt((Item item) -> item.enqueue.call()));
    PriorityQueue<Item> byDequeue = new PriorityQueue<>(Comparator.comparingInt(Item::taken));
    PriorityQueue<Item> ready =
        new PriorityQueue<>(
            Comparator.comparingInt((Item item) -> item.dequeue.ret())
                .thenComparingInt(item -> item.enqueue.call()));
    enqueueEnds.addAll(taken);
    dequeueEnds.addAll(taken);
    byEnqueue.addAll(taken);
    Set<Item> gone = new HashSet<>();
    for (int i = 0; i < taken.size(); i++) {
      drop(enqueueEnds, gone);
      drop(dequeueEnds, gone);
      int enqueueEnd = enqueueEnds.peek().enqueued();
      int dequeueEnd = dequeueEnds.peek().dequeue.ret();
      while (!byEnqueue.isEmpty() && byEnqueue.peek().enqueue.call() <= enqueueEnd) {
        byDequeue.add(byEnqueue.poll());
      }
      while (!byDequeue.isEmpty() && byDequeue.peek().taken() <= dequeueEnd) {
        ready.add(byDequeue.poll());
      }
      Item next = ready.poll();
      if (next == null) {
        return false;
      }
      gone.add(next);
      enqueues.add(next.enqueue);
      dequeues.add(next.dequeue);
    }
    left.sort(Comparator.comparingInt(item -> item.enqueue.call()));
    left.forEach(item -> enqueues.add(item.enqueue));
    return true;
  }

  private static void drop(PriorityQueue<Item> queue, Set<Item> gone) {
    while (gone.contains(queue.peek())) {
      queue.poll();
    }
  }

  /** An end of an operation, and its place among the enqueues and the dequeues. */
  private record End(int ret, int enqueuesBefore, int dequeuesBefore) {}

  private boolean merge() {
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < enqueues.size(); i++) {
      if (enqueues.get(i).ret() != Operation.NEVER) {
        ends.add(new End(enqueues.get(i).ret(), i + 1, 0));
      }
    }
    for (int i = 0; i < dequeues.size(); i++) {
      ends.add(new End(dequeues.get(i).ret(), i + 1, i + 1));
    }
    for (Operation empty : empties) {
      ends.add(new End(empty.ret(), -1, -1));
    }
    ends.sort(Comparator.comparingInt(End::ret));
    int next = 0;
    for (End end : ends) {
      if (end.enqueuesBefore() < 0) {
        next = Math.max(next, 0);
        if (!empty(end.ret())) {
          return false;
        }
        continue;
      }
      while (enqueued < end.enqueuesBefore()) {
        findNothing(end.ret());
        order.add(enqueues.get(enqueued++));
        // As soon as that is allowed, so that the queue may be found empty.
      }
      while (dequeued < end.dequeuesBefore()) {
        order.add(dequeues.get(dequeued++));
      }
    }
    return true;
  }

  /** Observers of an empty queue that have begun see it now if it is empty. */
  private void findNothing(int before) {
    while (enqueued == dequeued
        && emptied < empties.size()
        && empties.get(emptied).call() < before) {
      order.add(empties.get(emptied++));
    }
  }

  /** Takes out what has to be gone for an observer that ends at a position. */
  private boolean empty(int end) {
    while (dequeued < enqueued
        && dequeued < dequeues.size()
        && dequeues.get(dequeued).call() < end) {
      order.add(dequeues.get(dequeued++));
    }
    findNothing(end);
    return emptied == empties.size() || empties.get(emptied).ret() > end;
  }
}
