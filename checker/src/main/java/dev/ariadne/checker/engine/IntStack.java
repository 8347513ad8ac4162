package dev.ariadne.checker.engine;

import java.util.Arrays;

/** A growing stack of ints. */
final class IntStack {

  /** Items in a row. */
  static final int ROW = 4;

  private final Meter meter;
  private int[] items = new int[16];
  private int size;

  /** An empty stack. The meter counts the bytes by which it grows. */
  IntStack(Meter meter) {
    this.meter = meter;
  }

  void push(int item) {
    if (size == items.length) {
      meter.bytes(4L * size);
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = item;
  }

  /** Pushes an item on one of several stacks, which is made if it is null. */
  static void push(IntStack[] stacks, int at, int item, Meter meter) {
    if (stacks[at] == null) {
      stacks[at] = new IntStack(meter);
    }
    stacks[at].push(item);
  }

  /** Pushes a row. */
  void push(int first, int second, int third, int fourth) {
    int end = size + ROW;
    if (end > items.length) {
      meter.bytes(4L * items.length);
      items = Arrays.copyOf(items, 2 * items.length);
    }
    items[size] = first;
    items[size + 1] = second;
    items[size + 2] = third;
    items[size + 3] = fourth;
    size = end;
  }

  int pop() {
    return items[--size];
  }

  int get(int at) {
    return items[at];
  }

  void set(int at, int item) {
    items[at] = item;
  }

  int size() {
    return size;
  }

  void truncate(int newSize) {
    size = newSize;
  }
}
