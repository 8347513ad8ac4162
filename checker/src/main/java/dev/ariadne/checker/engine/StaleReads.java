package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds stale reads: an operation needs a value that had certainly been overwritten before it
 * began, or had never been there, and no operation can have written it again by its end. Values may
 * repeat. It takes nearly linear time, where a search would try everything that may have happened
 * before. It finds no other contradictions.
 *
 * <p>Let r need v, and let w be the operation that wrote v last before r in some order that
 * explains all, or none if v is the initial value. Then w was called before r ended, and between w
 * and r the value is v. Let x have happened, called when w had ended and ended when r had not been
 * called: it stands between the two. If x left or saw another value than v, that is a
 * contradiction. So there is no such order if each that brings v about and was called before r
 * ended (and the beginning, if v is the initial value) has such an x.
 */
final class StaleReads {

  private static final int NOBODY = Overwriters.NOBODY;

  /** The approximate bytes for each operation. */
  private static final long ITEM_BYTES = 28;

  private final OperationTable table;
  private final int size;
  private final int[] call;
  private final int[] ret;

  private final Overwriters overwriters;

  /** By writer: the next operation that writes the same value. */
  private final int[] next;

  private StaleReads(OperationTable table) {
    this.table = table;
    size = table.size;
    call = table.call;
    ret = table.ret;
    overwriters = new Overwriters(table, ret, table.required);
    next = new int[size];
  }

  /**
   * Returns the contradiction with its evidence; null if there is none, or if the budget is too
   * small.
   */
  static Outcome find(OperationTable table, Meter meter) {
    int size = table.size;
    if (!table.plain || !meter.affords(size, ITEM_BYTES * size)) {
      return null;
    }
    // By value: its next writer.
    int[] writers = new int[table.values().size()];
    StaleReads staleReads = new StaleReads(table);
    Outcome contradiction = staleReads.index(writers) ? staleReads.find(writers) : null;
    if (contradiction != null) {
      meter.took(size);
    }
    return contradiction;
  }

  /** Indexes the writers by value. Returns false if operations are not in order of call. */
  private boolean index(int[] writers) {
    Arrays.fill(writers, NOBODY);
    for (int o = size - 1; o >= 0; o--) {
      if (o > 0 && call[o] <= call[o - 1]) {
        return false;
      }
      overwriters.put(o, o);
      if (table.writesValue(o)) {
        next[o] = writers[table.written(o)];
        writers[table.written(o)] = o;
      }
    }
    return true;
  }

  private Outcome find(int[] writers) {
    // By value: until when it may have lasted, for all writers that were called so far.
    int[] until = new int[writers.length];
    until[OperationTable.INITIAL] = overwriters.until(0, OperationTable.INITIAL);
    for (int o = 0; o < size; o++) {
      int expected = table.expected(o);
      if (expected != OperationTable.NONE
          && until[expected] <= call[o]
          && table.required[o]
          && table.expectsValue(o)
          && (writers[expected] == NOBODY || call[writers[expected]] >= ret[o])) {
        return new Outcome.Inexplicable(evidence(o, expected));
      }
      if (table.writesValue(o)) {
        int written = table.written(o);
        int last = overwriters.until(calledFrom(o + 1, ret[o]), written);
        until[written] = Math.max(until[written], last);
        writers[written] = next[o];
      }
    }
    return null;
  }

  /** The first operation from one on that was called at a position or later. */
  private int calledFrom(int from, int position) {
    // Mostly one of the next.
    int low = from;
    int stride = 1;
    while (low + stride <= size && call[low + stride - 1] < position) {
      low += stride;
      stride *= 2;
    }
    int high = Math.min(size, low + stride);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (call[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The evidence: the stale read, all operations that can have written its value, and for each an
   * operation that shows that it was overwritten.
   */
  private List<Operation> evidence(int reader, int value) {
    BitSet named = new BitSet();
    named.set(reader);
    // One that replaces it as late as can be does so for most of them.
    int latest = NOBODY;
    for (int o = 0; o < size && call[o] < call[reader]; o++) {
      int valueAfter = overwriters.valueAfter(o);
      boolean another = valueAfter != OperationTable.NONE && valueAfter != value;
      latest = another && ret[o] <= call[reader] ? o : latest;
    }
    for (int o = 0; o < size && call[o] < ret[reader]; o++) {
      if (table.writesValue(o) && table.written(o) == value) {
        named.set(o);
        boolean before = ret[o] <= call[latest];
        named.set(before ? latest : overwriters.of(calledFrom(o + 1, ret[o]), value));
      }
    }
    if (value == OperationTable.INITIAL) {
      named.set(latest);
    }
    List<Operation> evidence = new ArrayList<>();
    named.stream().forEach(o -> evidence.add(table.operation(o)));
    return evidence;
  }
}
