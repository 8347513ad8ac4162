package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * The cache of configurations (Lowe 2017): a hash table from (next deadline, state, mask) to the
 * multisets of unknown operations that were used. It takes a few words for each configuration,
 * independent of the history's length.
 */
final class VisitedConfigurations {

  private static final int FIRST_CAPACITY = 1 << 6;

  private final int words;
  private final boolean dominance;
  private final UsedUnknowns used;
  private final Meter meter;

  private long[] keys;

  /** For each slot: 0 if free, else 1 + the newest entry of its list. */
  private int[] heads;

  private int size;
  private int[] entryUsed = new int[FIRST_CAPACITY];
  private int[] entryNext = new int[FIRST_CAPACITY];
  private int entries;

  VisitedConfigurations(int maskWords, boolean dominance, UsedUnknowns used, Meter meter) {
    this.words = 1 + maskWords;
    this.dominance = dominance;
    this.used = used;
    this.meter = meter;
    this.keys = new long[FIRST_CAPACITY * words];
    this.heads = new int[FIRST_CAPACITY];
    meter.bytes(8L * keys.length + 4L * heads.length);
  }

  /** Adds a configuration; false if it, or one that is at least as good, was there. */
  boolean add(int deadline, int state, long[] mask, int usedId) {
    if (2 * (size + 1) > heads.length) {
      grow();
    }
    long first = ((long) deadline << 32) | state;
    int slot = find(keys, heads, first, mask, 0);
    if (heads[slot] == 0) {
      keys[slot * words] = first;
      System.arraycopy(mask, 0, keys, slot * words + 1, words - 1);
      size++;
    }
    int compared = 0;
    boolean known = false;
    for (int entry = heads[slot] - 1; entry >= 0 && !known; entry = entryNext[entry]) {
      compared++;
      known = dominance ? used.within(entryUsed[entry], usedId) : entryUsed[entry] == usedId;
    }
    meter.compared(compared);
    if (known) {
      return false;
    }
    if (entries == entryUsed.length) {
      meter.bytes(8L * entries);
      entryUsed = Arrays.copyOf(entryUsed, 2 * entries);
      entryNext = Arrays.copyOf(entryNext, 2 * entries);
    }
    entryUsed[entries] = usedId;
    entryNext[entries] = heads[slot] - 1;
    heads[slot] = ++entries;
    return true;
  }

  /** The slot of a key: where it is, or the free one where it belongs. */
  private int find(long[] table, int[] taken, long first, long[] rest, int restAt) {
    long hash = first * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < words - 1; i++) {
      hash = (hash ^ (hash >>> 29) ^ rest[restAt + i]) * 0xBF58476D1CE4E5B9L;
    }
    int slot = (int) (hash ^ (hash >>> 32)) & (taken.length - 1);
    while (taken[slot] != 0 && !same(table, slot * words, first, rest, restAt)) {
      slot = (slot + 1) & (taken.length - 1);
    }
    return slot;
  }

  private boolean same(long[] table, int at, long first, long[] rest, int restAt) {
    if (table[at] != first) {
      return false;
    }
    for (int i = 0; i < words - 1; i++) {
      if (table[at + 1 + i] != rest[restAt + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    int capacity = 2 * heads.length;
    meter.bytes(4L * keys.length + 2L * heads.length + 4L * keys.length + 2L * heads.length);
    long[] newKeys = new long[capacity * words];
    int[] newHeads = new int[capacity];
    for (int slot = 0; slot < heads.length; slot++) {
      if (heads[slot] != 0) {
        int to = find(newKeys, newHeads, keys[slot * words], keys, slot * words + 1);
        System.arraycopy(keys, slot * words, newKeys, to * words, words);
        newHeads[to] = heads[slot];
      }
    }
    keys = newKeys;
    heads = newHeads;
  }
}
