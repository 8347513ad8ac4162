package dev.ariadne.checker.engine;

import java.util.Arrays;

/** The longest string or list that was read and began with one write, with its parts. */
final class ParsedSequence {
  /** Writes one of which it began with; none for the initial value. */
  final int[] writes;

  /** Nothing that was seen of it contradicts that it began with one write alone. */
  boolean consistent = true;

  Object sequence;

  /** Who read it; -1 if nobody has yet. */
  int reader = -1;

  /** How many parts, the write included. By part: where it ends, and what it is. */
  int parts;

  int[] ends = new int[8];
  int[] part = new int[8];

  /** By part: how many of the same stand in other places that were found earlier. */
  int[] occurrence = new int[8];

  /** By part: the first return of a reader who saw it, the last call of one who did not. */
  int[] seenBy = new int[8];

  int[] seenSince = new int[8];

  /** It may be several sequences: several wrote what it begins with, or somebody appended it. */
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

  /** Whether it has to do with a write, or with what is appended. */
  boolean has(int operation, int appended) {
    for (int at = 1; at < parts; at++) {
      if (appended >= 0 && part[at] == appended) {
        return true;
      }
    }
    return appended < 0 && Arrays.stream(writes).anyMatch(w -> w == operation);
  }
}
