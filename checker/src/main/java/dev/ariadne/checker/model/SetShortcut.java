package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Shortcut.ContradictionKind;
import dev.ariadne.checker.model.Shortcut.Needed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides histories of a set without search, where possible. The contradictions are: an element
 * that was certainly added is missing; an element was seen that nobody had added, or that had been
 * removed and not added again; two reads, or a read and two additions, fit into no order. If
 * nothing is ever removed, there are no other contradictions; without one, {@link GrowOnlySetOrder}
 * finds an order.
 */
final class SetShortcut {

  /** The operations on one element. Failed ones are separate. */
  private static final class SetElement {
    final List<Operation> adds = new ArrayList<>();
    final List<Operation> removes = new ArrayList<>();
    final List<Operation> failedAdds = new ArrayList<>();
    final List<Operation> failedRemoves = new ArrayList<>();

    /** The observer that ended first of those that saw the element; null if there is none. */
    Operation known;
  }

  /** By element, in order of the first that was asked of it. */
  private final Map<Object, SetElement> elements = new LinkedHashMap<>();

  /** Reads and {@code contains} that were answered, by their ends. */
  private final List<Operation> observers = new ArrayList<>();

  private boolean removes;

  private SetShortcut(List<Operation> operations) {
    for (Operation o : operations) {
      boolean failed = o.output() instanceof Output.Failed;
      switch (o.input().f()) {
        case "add" -> (failed ? of(o).failedAdds : of(o).adds).add(o);
        case "remove" -> {
          (failed ? of(o).failedRemoves : of(o).removes).add(o);
          removes |= !failed;
        }
        default -> {
          if (o.output() instanceof Output.Ok) {
            observers.add(o);
          }
        }
      }
    }
    observers.sort(Comparator.comparingInt(Operation::ret));
  }

  private SetElement of(Operation o) {
    return elements.computeIfAbsent(o.input().value(), e -> new SetElement());
  }

  /** Decides the operations of a {@link SetModel}; empty if that is not possible. */
  static Optional<Shortcut> find(List<Operation> operations) {
    SetShortcut set = new SetShortcut(operations);
    Optional<Shortcut> found = set.contradiction();
    if (found.isEmpty() && !set.removes) {
      found = GrowOnlySetOrder.of(operations, set.observers).map(Shortcut.CandidateOrder::new);
    }
    return found;
  }

  /** That of the observer that ends first; those that ended before it have been looked at. */
  private Optional<Shortcut> contradiction() {
    for (Operation observer : observers) {
      Optional<Shortcut> found =
          observer.input().f().equals("contains") ? oneElement(observer) : all(observer);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Shortcut> oneElement(Operation observer) {
    Object value = observer.input().value();
    if (Boolean.TRUE.equals(((Output.Ok) observer.output()).value())) {
      Optional<Shortcut> found = phantom(observer, value);
      remember(observer, value);
      return found;
    }
    SetElement element = elements.get(value);
    return element == null ? Optional.empty() : lost(observer, value, element, 0);
  }

  private Optional<Shortcut> all(Operation read) {
    Collection<?> seen = (Collection<?>) ((Output.Ok) read.output()).value();
    Set<Object> distinct = new HashSet<>();
    for (Object value : seen) {
      if (!distinct.add(value)) {
        return found(
            ContradictionKind.DUPLICATED,
            read,
            List.of(Needed.outcome(read, false, false)),
            words -> words.apply(read) + " shows " + print(value) + " twice");
      }
      Optional<Shortcut> phantom = phantom(read, value);
      if (phantom.isPresent()) {
        return phantom;
      }
    }
    Optional<Shortcut> found = missing(read, distinct);
    if (found.isEmpty() && !removes) {
      found = reordered(read, distinct);
    }
    seen.forEach(value -> remember(read, value));
    return found;
  }

  private void remember(Operation observer, Object value) {
    SetElement element = elements.get(value);
    if (element != null && element.known == null) {
      element.known = observer; // The first to end of all observers, since they come by their ends.
    }
  }

  /** An element is there that nothing had added, or that had been removed for good. */
  private Optional<Shortcut> phantom(Operation observer, Object value) {
    SetElement element = elements.get(value);
    if (element == null) {
      return found(
          ContradictionKind.NEVER_WRITTEN,
          observer,
          List.of(Needed.outcome(observer, false, false)),
          words ->
              words.apply(observer)
                  + " shows "
                  + print(value)
                  + ", but no operation adds "
                  + print(value));
    }
    boolean added = element.adds.stream().anyMatch(add -> add.call() < observer.ret());
    Operation remove = added ? lastRemove(element, observer) : null;
    List<Needed> needed = new ArrayList<>();
    boolean later = false;
    for (Operation add : element.adds) {
      if (add.call() > observer.ret()) {
        needed.add(Needed.began(add));
        later = true;
      } else if (remove != null && add.ret() < remove.call()) {
        needed.add(Needed.outcome(add, false, true));
      } else {
        return Optional.empty();
      }
    }
    later |= deny(element.failedAdds, observer, needed);
    needed.add(Needed.outcome(observer, remove != null, later));
    if (remove != null) {
      boolean after = needed.stream().anyMatch(Needed::outcome);
      needed.add(Needed.outcome(remove, after, true));
      return found(
          ContradictionKind.NEVER_WRITTEN,
          observer,
          needed,
          words ->
              String.format(
                  "%s shows %s, which had been removed: %s was acknowledged before the %s began;"
                      + " nothing added %s again",
                  words.apply(observer),
                  print(value),
                  words.apply(remove),
                  observer.input().f(),
                  print(value)));
    }
    Operation failed = element.failedAdds.isEmpty() ? null : element.failedAdds.getFirst();
    return found(
        ContradictionKind.NEVER_WRITTEN,
        observer,
        needed,
        words ->
            failed == null || failed.call() > observer.ret()
                ? String.format(
                    "%s shows %s, which nobody had added: when it ended, no operation that adds %s"
                        + " had begun",
                    words.apply(observer), print(value), print(value))
                : String.format(
                    "%s shows %s, which nobody had added: of the operations that had begun, only %s"
                        + " adds %s, and it failed",
                    words.apply(observer), print(value), words.apply(failed), print(value)));
  }

  /** The last to begin of those that were acknowledged before an observer began; or null. */
  private static Operation lastRemove(SetElement element, Operation observer) {
    Operation last = null;
    for (Operation remove : element.removes) {
      if (remove.ret() < observer.call() && (last == null || remove.call() > last.call())) {
        last = remove;
      }
    }
    return last;
  }

  /**
   * Failures that would change something: it is needed that they did not happen, or that they began
   * later; true if one began later.
   */
  private static boolean deny(List<Operation> failed, Operation observer, List<Needed> needed) {
    boolean later = false;
    for (Operation one : failed) {
      boolean after = one.call() > observer.ret();
      needed.add(after ? Needed.began(one) : Needed.denied(one));
      later |= after;
    }
    return later;
  }

  private Optional<Shortcut> missing(Operation read, Set<Object> seen) {
    Shortcut first = null;
    int others = 0;
    Object lacks = null;
    for (Map.Entry<Object, SetElement> entry : elements.entrySet()) {
      if (seen.contains(entry.getKey())) {
        continue;
      }
      if (first == null) {
        first = lost(read, entry.getKey(), entry.getValue(), 0).orElse(null);
        lacks = entry.getKey();
      } else if (shows(entry.getValue(), read) != null) {
        others++;
      }
    }
    return others == 0
        ? Optional.ofNullable(first)
        : lost(read, lacks, elements.get(lacks), others);
  }

  /**
   * Returns the operation that shows that an element was there before an observer began, and
   * stayed; or null.
   */
  private Operation shows(SetElement element, Operation observer) {
    Operation last = null;
    for (Operation add : element.adds) {
      if (add.ret() < observer.call() && (last == null || add.call() > last.call())) {
        last = add;
      }
    }
    if (last == null && element.removes.isEmpty() && element.known != null) {
      last = element.known.ret() < observer.call() ? element.known : null;
    }
    if (last != null) {
      for (Operation remove : element.removes) {
        if (remove.call() < observer.ret() && remove.ret() > last.call()) {
          return null;
        }
      }
    }
    return last;
  }

  private Optional<Shortcut> lost(
      Operation observer, Object value, SetElement element, int others) {
    Operation shows = shows(element, observer);
    if (shows == null) {
      return Optional.empty();
    }
    List<Needed> needed = new ArrayList<>();
    boolean before = false;
    boolean later = false;
    for (Operation remove : element.removes) {
      boolean after = remove.call() > observer.ret();
      needed.add(after ? Needed.began(remove) : Needed.outcome(remove, false, true));
      before |= !after;
      later |= after;
    }
    later |= deny(element.failedRemoves, observer, needed);
    needed.add(Needed.outcome(shows, before, true));
    needed.add(Needed.outcome(observer, true, later));
    String more = others == 0 ? "" : " (and " + others + " more elements that had been added)";
    String lacks = observer.input().f().equals("contains") ? " denies " : " lacks ";
    boolean added = shows.input().f().equals("add");
    String showed = added ? " was acknowledged" : ", which shows " + print(value) + ", ended";
    return found(
        ContradictionKind.LOST,
        observer,
        needed,
        words ->
            words.apply(observer)
                + lacks
                + print(value)
                + more
                + ": "
                + words.apply(shows)
                + showed
                + " before the "
                + observer.input().f()
                + " began");
  }

  /**
   * If nothing is removed: finds a read that shows one element but not another one that was added
   * earlier.
   */
  private Optional<Shortcut> reordered(Operation read, Set<Object> seen) {
    Operation lacking = null;
    Object lacks = null;
    for (Map.Entry<Object, SetElement> entry : elements.entrySet()) {
      if (seen.contains(entry.getKey())) {
        continue;
      }
      for (Operation add : entry.getValue().adds) {
        if (add.ret() != Operation.NEVER && (lacking == null || add.ret() < lacking.ret())) {
          lacking = add;
          lacks = entry.getKey();
        }
      }
    }
    if (lacking != null) {
      for (Object value : seen) {
        SetElement element = elements.get(value);
        int began = element.adds.stream().mapToInt(Operation::call).min().orElseThrow();
        if (began > lacking.ret()) {
          return overtaken(read, lacking, lacks, value, element);
        }
      }
    }
    return incomparable(read, seen);
  }

  private Optional<Shortcut> overtaken(
      Operation read, Operation lacking, Object lacks, Object shows, SetElement element) {
    List<Needed> needed = new ArrayList<>();
    element.adds.forEach(add -> needed.add(Needed.began(add)));
    // Also that no failure took the one away, or brought the other.
    element.failedAdds.forEach(
        add -> needed.add(add.call() > lacking.ret() ? Needed.began(add) : Needed.denied(add)));
    elements.get(lacks).failedRemoves.forEach(remove -> needed.add(Needed.denied(remove)));
    needed.add(Needed.outcome(lacking, false, true));
    needed.add(Needed.outcome(read, false, false));
    Operation later = element.adds.getFirst();
    return found(
        ContradictionKind.OUT_OF_ORDER,
        read,
        needed,
        words ->
            String.format(
                "%s shows %s but lacks %s, which was added earlier: %s was acknowledged before %s"
                    + " began",
                words.apply(read),
                print(shows),
                print(lacks),
                words.apply(lacking),
                words.apply(later)));
  }

  /** Another read, which ended before this one did, shows what this one lacks and lacks another. */
  private Optional<Shortcut> incomparable(Operation read, Set<Object> seen) {
    Operation largest = null;
    int size = -1;
    for (Operation other : observers) {
      if (other == read) {
        break;
      }
      if (other.input().f().equals("read")) {
        int elementsSeen = ((Collection<?>) ((Output.Ok) other.output()).value()).size();
        if (elementsSeen <= seen.size() && elementsSeen >= size) {
          largest = other;
          size = elementsSeen;
        }
      }
    }
    Optional<Shortcut> found = incomparable(read, seen, largest);
    return found.isPresent() ? found : incomparable(read, seen, smallestAbove(read, seen.size()));
  }

  private Operation smallestAbove(Operation read, int size) {
    Operation smallest = null;
    int least = Integer.MAX_VALUE;
    for (Operation other : observers) {
      if (other == read) {
        break;
      }
      if (other.input().f().equals("read")) {
        int elementsSeen = ((Collection<?>) ((Output.Ok) other.output()).value()).size();
        if (elementsSeen > size && elementsSeen < least) {
          smallest = other;
          least = elementsSeen;
        }
      }
    }
    return smallest;
  }

  private Optional<Shortcut> incomparable(Operation read, Set<Object> seen, Operation other) {
    if (other == null) {
      return Optional.empty();
    }
    Set<Object> otherSeen = new HashSet<>((Collection<?>) ((Output.Ok) other.output()).value());
    Object mine = firstWithout(((Collection<?>) ((Output.Ok) read.output()).value()), otherSeen);
    Object theirs = firstWithout(((Collection<?>) ((Output.Ok) other.output()).value()), seen);
    if (mine == this || theirs == this) {
      return Optional.empty();
    }
    List<Needed> needed = new ArrayList<>();
    elements.get(mine).failedRemoves.forEach(remove -> needed.add(Needed.denied(remove)));
    elements.get(theirs).failedRemoves.forEach(remove -> needed.add(Needed.denied(remove)));
    needed.add(Needed.outcome(other, false, false));
    needed.add(Needed.outcome(read, false, false));
    return found(
        ContradictionKind.OUT_OF_ORDER,
        read,
        needed,
        words ->
            String.format(
                "two reads contradict each other: %s shows %s but lacks %s; %s shows %s but lacks"
                    + " %s; nothing was removed",
                words.apply(other),
                print(theirs),
                print(mine),
                words.apply(read),
                print(mine),
                print(theirs)));
  }

  /** The first of some that is not among others; this object if there is none. */
  private Object firstWithout(Collection<?> some, Set<Object> others) {
    for (Object one : some) {
      if (!others.contains(one)) {
        return one;
      }
    }
    return this;
  }

  private static Optional<Shortcut> found(
      ContradictionKind kind,
      Operation culprit,
      List<Needed> needed,
      Function<Function<Operation, String>, String> words) {
    List<Needed> byCall = new ArrayList<>(needed);
    byCall.sort(Comparator.comparingInt(one -> one.operation().call()));
    // With one of two unsaid, some order shows exactly what was seen. Of more, such as several
    // removals of one element, a part may do.
    boolean minimal = byCall.size() <= 2 && byCall.stream().noneMatch(Needed::denied);
    return Optional.of(new Shortcut.Contradiction(kind, culprit, byCall, minimal, words));
  }

  private static String print(Object value) {
    return EdnPrinter.print(value);
  }
}
