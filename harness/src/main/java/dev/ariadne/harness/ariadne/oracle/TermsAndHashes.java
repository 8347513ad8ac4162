package dev.ariadne.harness.ariadne.oracle;

import java.util.Arrays;

/** The terms and hashes of consecutive log entries, without an object for each entry. */
final class TermsAndHashes {

  private static final int FIRST_CAPACITY = 64;

  private long[] terms = new long[FIRST_CAPACITY];
  private long[] hashes = new long[FIRST_CAPACITY];

  /** The place of the first entry in the arrays. */
  private int start;

  private int size;
  private long first;

  /** Makes an empty log whose next index is {@code first}. */
  TermsAndHashes(long first) {
    this.first = first;
  }

  /** The first index in the log; {@link #last} + 1 if the log is empty. */
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

  /** Removes all entries from an index on. */
  void cut(long from) {
    size = (int) Math.max(0, Math.min(size, from - first));
  }

  /** Removes all entries before an index. If no entry is left, the index is the next one. */
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

  /** Removes all entries. The index is the next one. */
  void restart(long index) {
    start = 0;
    size = 0;
    first = index;
  }

  private int at(long index) {
    return start + (int) (index - first);
  }
}
