package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Numbers values with small integers, in order of appearance. It is an open-addressing hash table.
 */
final class InternedValues {

  private static final Object NIL = new Object();

  private Object[] values;
  private int size;

  /** By slot: a value's number, complemented so that 0 is free. */
  private int[] slots;

  /** Empty, with room for so many. */
  InternedValues(int expected) {
    values = new Object[Math.max(4, expected)];
    slots = new int[Integer.highestOneBit(2 * values.length) << 1];
  }

  /** The number of a value, from 0; a new one if it was not there. */
  int add(Object value) {
    Object key = value == null ? NIL : value;
    int slot = slot(key);
    if (slots[slot] != 0) {
      return ~slots[slot];
    }
    if (size == values.length) {
      grow();
      slot = slot(key);
    }
    slots[slot] = ~size;
    values[size] = key;
    return size++;
  }

  /** The number of a value; -1 if it is not there. */
  int find(Object value) {
    int found = slots[slot(value == null ? NIL : value)];
    return found == 0 ? -1 : ~found;
  }

  Object value(int number) {
    return values[number] == NIL ? null : values[number];
  }

  int size() {
    return size;
  }

  private int slot(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] != 0 && !values[~slots[slot]].equals(key)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * size);
    slots = new int[2 * slots.length];
    for (int number = 0; number < size; number++) {
      slots[slot(values[number])] = ~number;
    }
  }
}
