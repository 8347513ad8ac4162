package dev.ariadne.checker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The number of operations of each unknown class that have been used, as interned multisets. A
 * multiset is an int; the empty one is 0. So only unknown operations that are used cost memory.
 */
final class UsedUnknowns {

  static final int NONE = 0;

  private static final int FIRST_CAPACITY = 64;

  /** About so many bytes a multiset takes beside its counts. */
  private static final int OBJECT_BYTES = 24;

  private final Meter meter;

  /** By id: class, count, class, count and so on, classes ascending, counts at least 1. */
  private final List<int[]> multisets = new ArrayList<>();

  /** By id: a bit for each class in it, all that are equal modulo 64 sharing one. */
  private long[] classes = new long[FIRST_CAPACITY];

  /** By slot of a hash table: a multiset's id, complemented so that 0 is free. */
  private int[] ids = new int[FIRST_CAPACITY];

  /** By slot of another: an id and a class, and one more so that 0 is free; and where they lead. */
  private long[] moves = new long[FIRST_CAPACITY];

  private int[] successors = new int[FIRST_CAPACITY];
  private int moved;

  UsedUnknowns(Meter meter) {
    this.meter = meter;
    intern(new int[0]);
  }

  private int intern(int[] counts) {
    int slot = slotOf(counts);
    if (ids[slot] != 0) {
      return ~ids[slot];
    }
    int id = multisets.size();
    multisets.add(counts);
    ids[slot] = ~id;
    meter.bytes(OBJECT_BYTES + 4L * counts.length);
    if (id == classes.length) {
      meter.bytes(8L * id);
      classes = Arrays.copyOf(classes, 2 * id);
    }
    for (int i = 0; i < counts.length; i += 2) {
      classes[id] |= 1L << counts[i];
    }
    if (2 * multisets.size() > ids.length) {
      meter.bytes(4L * ids.length);
      ids = new int[2 * ids.length];
      for (int each = 0; each < multisets.size(); each++) {
        ids[slotOf(multisets.get(each))] = ~each;
      }
    }
    return id;
  }

  private int slotOf(int[] counts) {
    int hash = Arrays.hashCode(counts) * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & ids.length - 1;
    while (ids[slot] != 0 && !Arrays.equals(multisets.get(~ids[slot]), counts)) {
      slot = slot + 1 & ids.length - 1;
    }
    return slot;
  }

  /** The multiset with one more of the class. */
  int plus(int id, int unknownClass) {
    long move = ((long) id << 32 | unknownClass) + 1;
    int slot = slotOf(move, moves);
    if (moves[slot] == 0) {
      if (2 * ++moved > moves.length) {
        growMoves();
        slot = slotOf(move, moves);
      }
      moves[slot] = move;
      successors[slot] = intern(withOneMore(multisets.get(id), unknownClass));
    }
    return successors[slot];
  }

  private static int slotOf(long move, long[] table) {
    long hash = move * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash ^ hash >>> 32) & table.length - 1;
    while (table[slot] != 0 && table[slot] != move) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private void growMoves() {
    meter.bytes(12L * moves.length);
    long[] moreMoves = new long[2 * moves.length];
    int[] moreSuccessors = new int[2 * moves.length];
    for (int slot = 0; slot < moves.length; slot++) {
      if (moves[slot] != 0) {
        int to = slotOf(moves[slot], moreMoves);
        moreMoves[to] = moves[slot];
        moreSuccessors[to] = successors[slot];
      }
    }
    moves = moreMoves;
    successors = moreSuccessors;
  }

  private static int[] withOneMore(int[] from, int unknownClass) {
    int at = 0;
    while (at < from.length && from[at] < unknownClass) {
      at += 2;
    }
    if (at < from.length && from[at] == unknownClass) {
      int[] to = from.clone();
      to[at + 1]++;
      return to;
    }
    int[] to = new int[from.length + 2];
    System.arraycopy(from, 0, to, 0, at);
    to[at] = unknownClass;
    to[at + 1] = 1;
    System.arraycopy(from, at, to, at + 2, from.length - at);
    return to;
  }

  int count(int id, int unknownClass) {
    int[] counts = multisets.get(id);
    for (int i = 0; i < counts.length && counts[i] <= unknownClass; i += 2) {
      if (counts[i] == unknownClass) {
        return counts[i + 1];
      }
    }
    return 0;
  }

  /** Whether the first uses no more of any class than the second. */
  boolean within(int first, int second) {
    if ((classes[first] & ~classes[second]) != 0) {
      return false;
    }
    if (first == second || first == NONE) {
      return true;
    }
    int[] small = multisets.get(first);
    int[] large = multisets.get(second);
    if (small.length > large.length) {
      return false;
    }
    int j = 0;
    for (int i = 0; i < small.length; i += 2) {
      while (j < large.length && large[j] < small[i]) {
        j += 2;
      }
      if (j >= large.length || large[j] != small[i] || large[j + 1] < small[i + 1]) {
        return false;
      }
    }
    return true;
  }
}
