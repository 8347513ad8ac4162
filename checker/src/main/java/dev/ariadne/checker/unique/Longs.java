package dev.ariadne.checker.unique;

/** From values to those who write them: an open-addressing table that keeps no values itself. */
final class Longs {

  /**
   * What is read was mostly written not long ago: so many are found without a miss of the cache.
   */
  private static final int RECENT_BITS = 10;

  /** By slot: an operation, complemented so that 0 is free. */
  private final int[] slots;

  private final int shift;
  private final int[] recent = new int[1 << RECENT_BITS];

  /** By operation: the value that it writes. */
  private final long[] values;

  /** Empty, for so many values. */
  Longs(long[] values, int expected) {
    this.values = values;
    this.slots = new int[capacity(expected)];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length);
  }

  private static int capacity(long expected) {
    return (int) (Long.highestOneBit(Math.max(8, expected + (expected >> 1)) - 1) << 1);
  }

  /** That many bytes it takes. */
  static long bytes(long expected) {
    return 4L * capacity(expected);
  }

  /** Adds an operation; false if one with the same value was there. */
  boolean add(int operation) {
    int slot = slot(values[operation]);
    if (slots[slot] != 0) {
      return false;
    }
    slots[slot] = ~operation;
    return true;
  }

  /** Reads of what an operation writes are to be expected. */
  void expect(int operation) {
    recent[(int) (mixed(values[operation]) >>> Long.SIZE - RECENT_BITS)] = ~operation;
  }

  /** The operation that writes a value; below 0 if there is none. */
  int find(long value) {
    int near = recent[(int) (mixed(value) >>> Long.SIZE - RECENT_BITS)];
    return near != 0 && values[~near] == value ? ~near : ~slots[slot(value)];
  }

  /** Where a value is, or the free slot where it belongs. */
  private int slot(long value) {
    int slot = (int) (mixed(value) >>> shift);
    while (slots[slot] != 0 && values[~slots[slot]] != value) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private static long mixed(long value) {
    return (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
  }
}
