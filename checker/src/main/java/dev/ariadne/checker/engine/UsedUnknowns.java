package dev.ariadne.checker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many operations of each unknown class have been used, as interned multisets. A multiset is an
 * int; the empty one is 0. So any number of unknown operations costs what is used of them.
 */
final class UsedUnknowns {

  static final int NONE = 0;

  /** By id: class, count, class, count and so on, classes ascending, counts at least 1. */
  private final List<int[]> multisets = new ArrayList<>();

  // Both only looked up, never iterated.
  private final Map<Key, Integer> ids = new HashMap<>();
  private final Map<Long, Integer> successors = new HashMap<>();
  private final Meter meter;

  private record Key(int[] counts) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(counts, key.counts);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(counts);
    }
  }

  UsedUnknowns(Meter meter) {
    this.meter = meter;
    intern(new int[0]);
  }

  private int intern(int[] counts) {
    Key key = new Key(counts);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = multisets.size();
    multisets.add(counts);
    ids.put(key, id);
    meter.bytes(112L + 4L * counts.length);
    return id;
  }

  /** The multiset with one more of the class. */
  int plus(int id, int unknownClass) {
    long move = ((long) id << 32) | unknownClass;
    Integer known = successors.get(move);
    if (known != null) {
      return known;
    }
    int[] from = multisets.get(id);
    int at = 0;
    while (at < from.length && from[at] < unknownClass) {
      at += 2;
    }
    int[] to;
    if (at < from.length && from[at] == unknownClass) {
      to = from.clone();
      to[at + 1]++;
    } else {
      to = new int[from.length + 2];
      System.arraycopy(from, 0, to, 0, at);
      to[at] = unknownClass;
      to[at + 1] = 1;
      System.arraycopy(from, at, to, at + 2, from.length - at);
    }
    int result = intern(to);
    successors.put(move, result);
    meter.bytes(64);
    return result;
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
