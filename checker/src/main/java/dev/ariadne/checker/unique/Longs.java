package dev.ariadne.checker.unique;

import java.util.Arrays;

/** From values to nodes: an open-addressing table that keeps no values, only nodes. */
final class Longs {

  /** By slot: a node, 0 if free. */
  private final int[] slots;

  /** By node: its value. */
  private final long[] values;

  private final int[] creators;

  /** For so many nodes, the creators' values at {@code values[creators[node]]}. */
  Longs(long[] values, int[] creators, int nodes) {
    this.values = values;
    this.creators = creators;
    int capacity = Integer.highestOneBit(Math.max(8, nodes + (nodes >> 1)) - 1) << 1;
    this.slots = new int[capacity];
  }

  /** That many bytes it takes. */
  static long bytes(long nodes) {
    return 8 * Math.max(8, nodes + (nodes >> 1));
  }

  /** Adds a node; false if one with the same value was there. */
  boolean add(int node) {
    long value = values[creators[node]];
    int slot = hash(value);
    while (slots[slot] != 0) {
      if (values[creators[slots[slot]]] == value) {
        return false;
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = node;
    return true;
  }

  /** The node of a value; 0 if there is none. */
  int find(long value) {
    int slot = hash(value);
    while (slots[slot] != 0) {
      if (values[creators[slots[slot]]] == value) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return 0;
  }

  private int hash(long value) {
    long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & slots.length - 1;
  }

  @Override
  public String toString() {
    return Arrays.toString(slots);
  }
}
