package dev.ariadne.checker.unique;

/**
 * A hash table from a value to the operation that writes it. It uses open addressing and does not
 * store the values.
 *
 * <p>Values that differ only in their lowest bits are neighbours. So the values of a client that
 * counts up share a cache line, and a table that is larger than the cache costs little.
 */
final class WritersByValue {

  /**
   * The logarithm of the number of recent writers, which are found without a cache miss. A value
   * that is read was mostly written recently.
   */
  private static final int RECENT_BITS = 10;

  /**
   * The number of lowest bits of a value that stay together, so that 16 slots fill a cache line.
   */
  private static final int NEAR_BITS = 4;

  private static final int NEAR = (1 << NEAR_BITS) - 1;

  /**
   * The step from a taken slot to the next one: past its neighbours, and eventually to all slots.
   */
  private static final int STEP = NEAR + 2;

  /** By slot: an operation, complemented so that 0 is free. */
  private final int[] slots;

  private final int shift;
  private final int[] recent = new int[1 << RECENT_BITS];

  /** By operation: the value that it writes. */
  private final long[] values;

  /** Empty, for so many values. */
  WritersByValue(long[] values, int expected) {
    this.values = values;
    this.slots = new int[capacity(expected)];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length) + NEAR_BITS;
  }

  private static int capacity(long expected) {
    return (int)
        (Long.highestOneBit(Math.max(2 << NEAR_BITS, expected + (expected >> 1)) - 1) << 1);
  }

  /** The bytes of the table. */
  static long bytes(long expected) {
    return 4L * capacity(expected);
  }

  /** Adds an operation, whose value may soon be asked for; false if one with the same was there. */
  boolean add(int operation) {
    long value = values[operation];
    int slot = slot(value);
    if (slots[slot] != 0) {
      return false;
    }
    slots[slot] = ~operation;
    recent[(int) (mixed(value) >>> Long.SIZE - RECENT_BITS)] = ~operation;
    return true;
  }

  /** The operation that writes a value; below 0 if there is none. */
  int find(long value) {
    int near = recent[(int) (mixed(value) >>> Long.SIZE - RECENT_BITS)];
    return near != 0 && values[~near] == value ? ~near : ~slots[slot(value)];
  }

  /** The slot of a value, or the free slot where it belongs. */
  private int slot(long value) {
    int slot = (int) (mixed(value >>> NEAR_BITS) >>> shift) << NEAR_BITS | (int) value & NEAR;
    while (slots[slot] != 0 && values[~slots[slot]] != value) {
      slot = slot + STEP & slots.length - 1;
    }
    return slot;
  }

  private static long mixed(long value) {
    return (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
  }
}
