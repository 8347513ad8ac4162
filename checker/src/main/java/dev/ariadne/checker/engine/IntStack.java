package dev.ariadne.checker.engine;

import java.util.Arrays;

/** A stack of ints that grows. */
final class IntStack {

  private final Meter meter;
  private int[] items = new int[16];
  private int size;

  /** Empty; what it grows by is counted. */
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

  /** Four at once. */
  void push(int first, int second, int third, int fourth) {
    int end = size + 4;
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
