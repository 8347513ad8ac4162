package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * An immutable set that shares its elements with the sets that it was made from. A search that
 * visits many states holds each element a few times.
 */
final class PersistentSet {

  static final PersistentSet EMPTY = of(Set.of());

  /** The fewest changes after which a set holds all its elements again. */
  private static final int CHANGES_MIN = 32;

  /** All elements, in order of addition; null if they are those of {@code before}, but for one. */
  private final Set<Object> all;

  private final PersistentSet before;
  private final Object element;
  private final boolean added;

  private final int changes;
  private final int size;
  private final int hash;

  private PersistentSet(Set<Object> all) {
    this.all = all;
    this.before = null;
    this.element = null;
    this.added = false;
    this.changes = 0;
    this.size = all.size();
    this.hash = all.stream().mapToInt(PersistentSet::spread).sum();
  }

  private PersistentSet(PersistentSet before, Object element, boolean added) {
    this.all = null;
    this.before = before;
    this.element = element;
    this.added = added;
    this.changes = before.changes + 1;
    this.size = before.size + (added ? 1 : -1);
    this.hash = before.hash + (added ? spread(element) : -spread(element));
  }

  /** A set of elements; an element that occurs twice counts once. */
  static PersistentSet of(Collection<?> elements) {
    return new PersistentSet(Collections.unmodifiableSet(new LinkedHashSet<>(elements)));
  }

  private static int spread(Object element) {
    int h = Objects.hashCode(element) * 0x9e3779b9;
    return h ^ h >>> 15;
  }

  boolean contains(Object sought) {
    PersistentSet set = this;
    while (set.all == null) {
      if (Objects.equals(set.element, sought)) {
        return set.added;
      }
      set = set.before;
    }
    return set.all.contains(sought);
  }

  /** With the element, or without it; the same if it already is so. */
  PersistentSet with(Object changed, boolean in) {
    if (contains(changed) == in) {
      return this;
    }
    PersistentSet next = new PersistentSet(this, changed, in);
    boolean many = next.changes > CHANGES_MIN + size / 4;
    return many ? new PersistentSet(next.elements()) : next;
  }

  boolean containsAll(PersistentSet other) {
    if (size < other.size) {
      return false;
    }
    // What was added last is the likeliest to be missing.
    PersistentSet set = other;
    for (; set.all == null && set.added; set = set.before) {
      if (!contains(set.element)) {
        return false;
      }
    }
    Set<Object> mine = elements();
    return mine.containsAll(set.all != null ? set.all : other.elements());
  }

  private Set<Object> elements() {
    if (all != null) {
      return all;
    }
    Deque<PersistentSet> made = new ArrayDeque<>();
    PersistentSet set = this;
    for (; set.all == null; set = set.before) {
      made.push(set);
    }
    Set<Object> elements = new LinkedHashSet<>(set.all);
    for (PersistentSet change : made) {
      if (change.added) {
        elements.add(change.element);
      } else {
        elements.remove(change.element);
      }
    }
    return Collections.unmodifiableSet(elements);
  }

  @Override
  public boolean equals(Object object) {
    return object == this
        || object instanceof PersistentSet other
            && size == other.size
            && hash == other.hash
            && elements().equals(other.elements());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return EdnPrinter.print(elements());
  }
}
