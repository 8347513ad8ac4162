package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Shortcut.ContradictionKind;
import dev.ariadne.checker.model.Shortcut.Needed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides histories of a queue without search, where possible. The contradictions are: an element
 * was dequeued that nobody had enqueued, or more often than it was enqueued; an element was not
 * dequeued, or dequeued later, although another one was enqueued after it and dequeued before; the
 * queue was found empty although it had an element. If each element is enqueued once and no dequeue
 * has an unknown outcome, there are no other contradictions, except some with an empty queue
 * (Henzinger, Sezgin and Vafeiadis, "Aspect-oriented linearizability proofs", CONCUR 2013), and
 * {@link QueueOrder} finds an order.
 */
final class QueueShortcut {

  /** An element's enqueues and dequeues. */
  static final class QueueElement {
    final Object value;
    final List<Operation> enqueues = new ArrayList<>();
    final List<Operation> failedEnqueues = new ArrayList<>();
    final List<Operation> dequeues = new ArrayList<>();

    QueueElement(Object value) {
      this.value = value;
    }

    /** When it was taken out at the earliest; never, as far as is known. */
    int taken() {
      return dequeues.isEmpty() ? Operation.NEVER : dequeues.getFirst().call();
    }
  }

  /** By value, in order of the first operation on it. */
  private final Map<Object, QueueElement> elements = new LinkedHashMap<>();

  private final List<Operation> dequeues = new ArrayList<>();
  private final List<Operation> unknownDequeues = new ArrayList<>();
  private final List<Operation> failedDequeues = new ArrayList<>();

  /** Dequeues that found nothing. */
  private final List<Operation> empties = new ArrayList<>();

  private boolean unique = true;

  private QueueShortcut(List<Operation> operations) {
    for (Operation o : operations) {
      boolean failed = o.output() instanceof Output.Failed;
      if (o.input().f().equals("enqueue")) {
        QueueElement element = of(o.input().value());
        (failed ? element.failedEnqueues : element.enqueues).add(o);
        unique &= failed || element.enqueues.size() == 1;
      } else if (o.output() instanceof Output.Ok ok) {
        of(ok.value()).dequeues.add(o);
        dequeues.add(o);
      } else if (!failed) {
        unknownDequeues.add(o);
      } else {
        boolean empty = FifoQueue.EMPTY.equals(((Output.Failed) o.output()).error());
        (empty ? empties : failedDequeues).add(o);
      }
    }
    dequeues.sort(Comparator.comparingInt(Operation::ret));
    empties.sort(Comparator.comparingInt(Operation::ret));
  }

  private QueueElement of(Object value) {
    return elements.computeIfAbsent(value, QueueElement::new);
  }

  /** Decides the operations of a {@link FifoQueue}; empty if that is not possible. */
  static Optional<Shortcut> find(List<Operation> operations) {
    QueueShortcut queue = new QueueShortcut(operations);
    Shortcut.Contradiction first = null;
    for (Optional<Shortcut.Contradiction> each :
        List.of(queue.neverEnqueued(), queue.overtaken(), queue.notFound())) {
      if (each.isPresent()
          && (first == null || each.get().culprit().ret() < first.culprit().ret())) {
        first = each.get();
      }
    }
    if (first != null) {
      return Optional.of(first);
    }
    if (!queue.unique) {
      return Optional.empty();
    }
    return QueueOrder.of(
            new ArrayList<>(queue.elements.values()), queue.empties, queue.unknownDequeues)
        .map(Shortcut.CandidateOrder::new);
  }

  /** Finds the first dequeue, by its end, that took an element that was not in the queue. */
  private Optional<Shortcut.Contradiction> neverEnqueued() {
    Map<Object, List<Operation>> taken = new LinkedHashMap<>();
    for (Operation dequeue : dequeues) {
      Object value = ((Output.Ok) dequeue.output()).value();
      QueueElement element = elements.get(value);
      List<Operation> before = taken.computeIfAbsent(value, v -> new ArrayList<>());
      long begun = element.enqueues.stream().filter(e -> e.call() < dequeue.ret()).count();
      if (begun <= before.size()) {
        return Optional.of(tooOften(dequeue, element, before));
      }
      before.add(dequeue);
    }
    return Optional.empty();
  }

  private static Shortcut.Contradiction tooOften(
      Operation dequeue, QueueElement element, List<Operation> before) {
    List<Needed> needed = new ArrayList<>();
    boolean later = false;
    int enqueued = 0;
    for (Operation enqueue : element.enqueues) {
      boolean after = enqueue.call() > dequeue.ret();
      if (after) {
        needed.add(Needed.began(enqueue));
      }
      enqueued += after ? 0 : 1;
      later |= after;
    }
    for (Operation failed : element.failedEnqueues) {
      boolean after = failed.call() > dequeue.ret();
      needed.add(after ? Needed.began(failed) : Needed.denied(failed));
      later |= after;
    }
    boolean ends = later;
    before.forEach(other -> needed.add(Needed.outcome(other, false, ends)));
    needed.add(Needed.outcome(dequeue, false, later));
    String value = print(element.value);
    Operation failed = element.failedEnqueues.isEmpty() ? null : element.failedEnqueues.getFirst();
    if (before.isEmpty()) {
      return found(
          ContradictionKind.NEVER_WRITTEN,
          dequeue,
          needed,
          true,
          words ->
              failed == null || failed.call() > dequeue.ret()
                  ? words.apply(dequeue)
                      + " took an element that nobody had enqueued: when it ended, no operation"
                      + " that enqueues "
                      + value
                      + " had begun"
                  : words.apply(dequeue)
                      + " took an element that nobody had enqueued: of the operations that had"
                      + " begun, only "
                      + words.apply(failed)
                      + " enqueues "
                      + value
                      + ", and it failed");
    }
    String times = enqueued == 1 ? "once" : enqueued + " times";
    Operation other = before.getFirst();
    String more = before.size() == 1 ? "" : " (and " + (before.size() - 1) + " more)";
    return found(
        ContradictionKind.DUPLICATED,
        dequeue,
        needed,
        true,
        words ->
            String.format(
                "%s was enqueued %s but dequeued %d times: by %s and %s%s",
                value, times, before.size() + 1, words.apply(other), words.apply(dequeue), more));
  }

  /** An element was still there when one that was enqueued after it was dequeued. */
  private Optional<Shortcut.Contradiction> overtaken() {
    if (!unique) {
      return Optional.empty();
    }
    List<QueueElement> byEnd = new ArrayList<>();
    for (QueueElement element : elements.values()) {
      if (element.enqueues.size() == 1 && element.enqueues.getFirst().ret() != Operation.NEVER) {
        byEnd.add(element);
      }
    }
    byEnd.sort(Comparator.comparingInt(element -> element.enqueues.getFirst().ret()));
    // Of those up to each, the one that was taken out last.
    List<QueueElement> latest = new ArrayList<>();
    for (QueueElement element : byEnd) {
      QueueElement before = latest.isEmpty() ? null : latest.getLast();
      latest.add(before == null || element.taken() > before.taken() ? element : before);
    }
    for (Operation dequeue : dequeues) {
      QueueElement late = elements.get(((Output.Ok) dequeue.output()).value());
      if (late.enqueues.isEmpty()) {
        continue;
      }
      Operation enqueue = late.enqueues.getFirst();
      int before = endedBefore(byEnd, enqueue.call());
      QueueElement early = before == 0 ? null : latest.get(before - 1);
      if (early != null && early.taken() > dequeue.ret() && !mayHaveTaken(dequeue.ret())) {
        return Optional.of(overtaken(early, late, dequeue));
      }
    }
    return Optional.empty();
  }

  private static int endedBefore(List<QueueElement> byEnd, int position) {
    int low = 0;
    int high = byEnd.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byEnd.get(middle).enqueues.getFirst().ret() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a dequeue of unknown outcome may have taken something by then. */
  private boolean mayHaveTaken(int position) {
    return unknownDequeues.stream().anyMatch(unknown -> unknown.call() < position);
  }

  private Shortcut.Contradiction overtaken(
      QueueElement early, QueueElement late, Operation dequeue) {
    Operation first = early.enqueues.getFirst();
    Operation second = late.enqueues.getFirst();
    List<Needed> needed = new ArrayList<>();
    needed.add(Needed.outcome(first, false, true));
    needed.add(Needed.began(second));
    late.failedEnqueues.forEach(failed -> needed.add(Needed.denied(failed)));
    boolean alone = othersTookSomethingElse(dequeue, needed);
    Operation found = early.dequeues.isEmpty() ? null : early.dequeues.getFirst();
    needed.add(Needed.outcome(dequeue, false, needed.stream().anyMatch(this::beganLater)));
    String value = print(early.value);
    return found(
        found == null ? ContradictionKind.LOST : ContradictionKind.OUT_OF_ORDER,
        dequeue,
        needed,
        alone && late.failedEnqueues.isEmpty(),
        words ->
            words.apply(dequeue)
                + " took the later of two elements first: "
                + words.apply(first)
                + " was acknowledged before "
                + words.apply(second)
                + " began; "
                + value
                + (found == null
                    ? " was not dequeued"
                    : " was dequeued only by " + words.apply(found) + ", which began later"));
  }

  private boolean beganLater(Needed needed) {
    return needed.began() && !needed.outcome() && needed.operation().input().f().equals("dequeue");
  }

  /**
   * What a dequeue is not known to have answered, it may have taken: so it is needed that all
   * others took what they did, failed, or began later. True if there are no others.
   */
  private boolean othersTookSomethingElse(Operation dequeue, List<Needed> needed) {
    int before = needed.size();
    for (Operation other : dequeues) {
      if (other != dequeue) {
        needed.add(
            other.call() > dequeue.ret()
                ? Needed.began(other)
                : Needed.outcome(other, false, false));
      }
    }
    for (List<Operation> some : List.of(failedDequeues, empties, unknownDequeues)) {
      for (Operation other : some) {
        boolean after = other.call() > dequeue.ret();
        if (after || other.output() instanceof Output.Failed) {
          needed.add(after ? Needed.began(other) : Needed.denied(other));
        }
      }
    }
    return needed.size() == before;
  }

  /** A dequeue, or the end of a drain, found nothing although an element had been there. */
  private Optional<Shortcut.Contradiction> notFound() {
    for (Operation empty : empties) {
      if (mayHaveTaken(empty.ret())) {
        return Optional.empty();
      }
      QueueElement left = null;
      int others = 0;
      for (QueueElement element : elements.values()) {
        long certain = element.enqueues.stream().filter(e -> e.ret() < empty.call()).count();
        long taken = element.dequeues.stream().filter(d -> d.call() < empty.ret()).count();
        if (certain > taken) {
          left = left == null ? element : left;
          others++;
        }
      }
      if (left != null) {
        return Optional.of(notFound(empty, left, others - 1));
      }
    }
    return Optional.empty();
  }

  private Shortcut.Contradiction notFound(Operation empty, QueueElement left, int others) {
    List<Needed> needed = new ArrayList<>();
    for (Operation enqueue : left.enqueues) {
      if (enqueue.ret() < empty.call()) {
        needed.add(Needed.outcome(enqueue, false, true));
      }
    }
    boolean alone = othersTookSomethingElse(empty, needed);
    needed.removeIf(one -> one.operation() == empty);
    needed.add(Needed.outcome(empty, true, needed.stream().anyMatch(this::beganLater)));
    Operation enqueue =
        left.enqueues.stream()
            .filter(e -> e.ret() < empty.call())
            .reduce((a, b) -> b)
            .orElseThrow();
    String were = others == 0 ? " was" : " and " + others + " more elements were";
    return found(
        ContradictionKind.LOST,
        empty,
        needed,
        alone,
        words ->
            String.format(
                "%s found the queue empty, but %s%s in it: %s was acknowledged before the dequeue"
                    + " began; nothing had dequeued %s",
                words.apply(empty),
                print(left.value),
                were,
                words.apply(enqueue),
                print(left.value)));
  }

  private static Shortcut.Contradiction found(
      ContradictionKind kind,
      Operation culprit,
      List<Needed> needed,
      boolean minimal,
      Function<Function<Operation, String>, String> words) {
    List<Needed> byCall = new ArrayList<>(needed);
    byCall.sort(Comparator.comparingInt(one -> one.operation().call()));
    return new Shortcut.Contradiction(kind, culprit, byCall, minimal, words);
  }

  private static String print(Object value) {
    return EdnPrinter.print(value);
  }
}
