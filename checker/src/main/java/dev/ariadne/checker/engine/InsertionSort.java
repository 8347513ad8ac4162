package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Sorts items that are nearly in order, as operations are by call and by return. It is an insertion
 * sort with a fallback.
 */
final class InsertionSort {

  /** With more moves than this for each item it was not nearly in order. */
  private static final int MOVES_EACH = 8;

  private InsertionSort() {}

  /** Sorts the first {@code size} items in ascending order. */
  static void sort(long[] items, int size) {
    long moves = (long) MOVES_EACH * size;
    for (int i = 1; i < size; i++) {
      long item = items[i];
      int at = i;
      while (at > 0 && items[at - 1] > item) {
        items[at] = items[at - 1];
        at--;
      }
      items[at] = item;
      moves -= i - at;
      if (moves < 0) {
        Arrays.sort(items, 0, size);
        return;
      }
    }
  }
}
