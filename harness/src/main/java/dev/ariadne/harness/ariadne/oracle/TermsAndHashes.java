package dev.ariadne.harness.ariadne.oracle;

import java.util.Arrays;

/** A log as terms and hashes: consecutive entries behind a base, which have no objects. */
final class TermsAndHashes {

  private static final int FIRST_CAPACITY = 64;

  private long[] terms = new long[FIRST_CAPACITY];
  private long[] hashes = new long[FIRST_CAPACITY];

  /** Where in the arrays the first entry is. */
  private int start;

  private int size;
  private long first;

  /** Empty, so that {@code first} comes next. */
  TermsAndHashes(long first) {
    this.first = first;
  }

  /** The first index held, one beyond {@link #last} if none is. */
  long first() {
    return first;
  }

  long last() {
    return first + size - 1;
  }

  boolean holds(long index) {
    return index >= first && index <= last();
  }

  long term(long index) {
    return terms[at(index)];
  }

  long hash(long index) {
    return hashes[at(index)];
  }

  void add(long term, long hash) {
    if (start + size == terms.length) {
      if (start > size) {
        System.arraycopy(terms, start, terms, 0, size);
        System.arraycopy(hashes, start, hashes, 0, size);
        start = 0;
      } else {
        terms = Arrays.copyOf(terms, terms.length * 2);
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
      }
    }
    terms[start + size] = term;
    hashes[start + size] = hash;
    size++;
  }

  /** Takes out everything from an index on. */
  void cut(long from) {
    size = (int) Math.max(0, Math.min(size, from - first));
  }

  /** Takes out everything before an index; if that is all, the index comes next. */
  void dropBefore(long index) {
    long dropped = index - first;
    if (dropped >= size) {
      restart(Math.max(index, first));
    } else if (dropped > 0) {
      start += (int) dropped;
      size -= (int) dropped;
      first = index;
    }
  }

  /** Forgets everything; the index comes next. */
  void restart(long index) {
    start = 0;
    size = 0;
    first = index;
  }

  private int at(long index) {
    return start + (int) (index - first);
  }
}
