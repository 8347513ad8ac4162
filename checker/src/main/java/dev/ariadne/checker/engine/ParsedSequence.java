package dev.ariadne.checker.engine;

import java.util.Arrays;

/** The longest string or list that was read and began with one write, with its parts. */
final class ParsedSequence {
  /** The writes that may be its beginning; none for the initial value. */
  final int[] writes;

  /** True if all reads agree that the sequence began with one write only. */
  boolean consistent = true;

  Object sequence;

  /** The operation that read it; -1 if there is none yet. */
  int reader = -1;

  /** The number of parts, with the write. By part: its end, and the element that it is. */
  int parts;

  int[] ends = new int[8];
  int[] part = new int[8];

  /** By part: the number of equal parts that were found earlier at other places. */
  int[] occurrence = new int[8];

  /**
   * By part: the first return of a reader that saw it, and the last call of a reader that did not.
   */
  int[] seenBy = new int[8];

  int[] seenSince = new int[8];

  /**
   * Whether it may be several sequences, because several operations wrote or appended its
   * beginning.
   */
  boolean doubtful;

  ParsedSequence(int[] writes) {
    this.writes = writes;
    this.doubtful = writes.length > 1;
  }

  void addPart(int end, int what, int before) {
    if (parts == ends.length) {
      ends = Arrays.copyOf(ends, 2 * parts);
      part = Arrays.copyOf(part, 2 * parts);
      occurrence = Arrays.copyOf(occurrence, 2 * parts);
      seenBy = Arrays.copyOf(seenBy, 2 * parts);
      seenSince = Arrays.copyOf(seenSince, 2 * parts);
    }
    ends[parts] = end;
    part[parts] = what;
    occurrence[parts] = before;
    seenBy[parts] = Integer.MAX_VALUE;
    seenSince[parts++] = -1;
  }

  /** Whether it has the write as its beginning, or the appended element as a part. */
  boolean has(int operation, int appended) {
    for (int at = 1; at < parts; at++) {
      if (appended >= 0 && part[at] == appended) {
        return true;
      }
    }
    return appended < 0 && Arrays.stream(writes).anyMatch(w -> w == operation);
  }
}
