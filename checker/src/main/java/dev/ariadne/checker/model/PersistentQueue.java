package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * An immutable queue that shares its elements with the queues that it was made from. A search that
 * visits many states holds each element once.
 */
final class PersistentQueue {

  static final PersistentQueue EMPTY = new PersistentQueue(null, 0, 0);

  private static final int BASE = 31;

  /** An element and those before it, of which the queue's are only the last. */
  private record Link(Object element, Link before) {}

  private final Link last;
  private final int size;

  /** The sum of the elements' hashes, that of the last but k times {@link #BASE} to the k. */
  private final int hash;

  private PersistentQueue(Link last, int size, int hash) {
    this.last = last;
    this.size = size;
    this.hash = hash;
  }

  boolean isEmpty() {
    return size == 0;
  }

  PersistentQueue with(Object element) {
    return new PersistentQueue(
        new Link(element, last), size + 1, hash * BASE + Objects.hashCode(element));
  }

  /** The oldest; there must be one. */
  Object first() {
    Link link = last;
    for (int i = 1; i < size; i++) {
      link = link.before();
    }
    return link.element();
  }

  /** Without the oldest; there must be one. */
  PersistentQueue rest() {
    if (size == 1) {
      return EMPTY;
    }
    int weight = 1;
    for (int i = 1; i < size; i++) {
      weight *= BASE;
    }
    return new PersistentQueue(last, size - 1, hash - weight * Objects.hashCode(first()));
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof PersistentQueue other) || size != other.size || hash != other.hash) {
      return false;
    }
    Link one = last;
    Link two = other.last;
    for (int i = 0; i < size && one != two; i++) {
      if (!Objects.equals(one.element(), two.element())) {
        return false;
      }
      one = one.before();
      two = two.before();
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    List<Object> elements = new ArrayList<>(size);
    Link link = last;
    for (int i = 0; i < size; i++) {
      elements.add(link.element());
      link = link.before();
    }
    Collections.reverse(elements);
    return EdnPrinter.print(elements);
  }
}
