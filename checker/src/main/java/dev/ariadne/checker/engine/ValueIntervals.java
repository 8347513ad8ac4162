package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Finds contradictions between the intervals in which values certainly were the state. It is used
 * after a long search. It takes nearly linear time and does not find every contradiction.
 *
 * <p>Let r need a value, and let w alone of all that bring it about be possible: called before r
 * ended, and its value not certainly replaced when r was called (see {@link StaleReads}). Then w
 * happened, and before r; so w had happened when r ended, and r had not when w was called. From w's
 * end to r's call, and to those of all others who can have seen w's value alone, the value is
 * there: a value interval. The intervals of two values do not overlap, and an operation that shows
 * or needs another value happens before or after such an interval. So the intervals of operations
 * shrink, and with shorter ones more can be said; until one is empty, or no operation is left that
 * can have written what was seen.
 */
final class ValueIntervals {

  /** Mostly nothing changes any more after three. */
  private static final int ROUNDS_MAX = 16;

  /** The approximate bytes for each operation. */
  private static final long ITEM_BYTES = 100;

  private static final int NOBODY = Overwriters.NOBODY;

  /** No operation wrote the value: it is the initial one. */
  private static final int INITIALLY = -2;

  private static final int SEVERAL = -3;

  private final OperationTable table;
  private final int size;
  private final int[] call;
  private final int[] ret;
  private final boolean[] required;

  /** By writer: the latest call of those who certainly see its value; and of the initial value. */
  private final int[] seenSince;

  private int initialSeenSince;
  private boolean changed;

  // Anew in each round, by call.
  private final long[] byCall;
  private final Overwriters overwriters;

  /** The writers of value v, by call: from {@code writerAt[v]} to {@code writerAt[v + 1]}. */
  private final int[] writers;

  private final int[] writerAt;
  private final int[] writerCall;

  // By place in makers, of the beginning and all up to there that bring about the same value:
  // whose may last longest, until when, and until when that of any other.
  private final int[] lasting;
  private final int[] until;
  private final int[] untilOfOthers;

  private ValueIntervals(OperationTable table) {
    this.table = table;
    size = table.size;
    call = Arrays.copyOf(table.call, size);
    ret = Arrays.copyOf(table.ret, size);
    required = Arrays.copyOf(table.required, size);
    writerAt = new int[table.values().size() + 1];
    int writing = 0;
    for (int o = 0; o < size; o++) {
      if (table.writesValue(o)) {
        writerAt[table.written(o) + 1]++;
        writing++;
      }
    }
    for (int value = 1; value < writerAt.length; value++) {
      writerAt[value] += writerAt[value - 1];
    }
    writers = new int[writing];
    seenSince = new int[size];
    Arrays.fill(seenSince, NOBODY);
    initialSeenSince = NOBODY;
    byCall = new long[size];
    overwriters = new Overwriters(table, ret, required);
    writerCall = new int[writing];
    lasting = new int[writing];
    until = new int[writing];
    untilOfOthers = new int[writing];
  }

  /** Returns whether there certainly is a contradiction; false also if the budget is too small. */
  static boolean contradict(OperationTable table, Meter meter) {
    long steps = (long) ROUNDS_MAX * table.size;
    if (!table.plain || !meter.affords(steps, ITEM_BYTES * table.size)) {
      return false;
    }
    meter.took(steps);
    return new ValueIntervals(table).contradict();
  }

  private boolean contradict() {
    changed = true;
    for (int round = 0; changed && round < ROUNDS_MAX; round++) {
      changed = false;
      index();
      if (!assign() || !cut()) {
        return true;
      }
    }
    return false;
  }

  /** Indexes the order of calls, and until when the value of each writer may last. */
  private void index() {
    for (int o = 0; o < size; o++) {
      byCall[o] = (long) call[o] << 32 | o;
    }
    InsertionSort.sort(byCall, size);
    for (int i = size - 1; i >= 0; i--) {
      overwriters.put(i, (int) byCall[i]);
    }
    int[] next = Arrays.copyOf(writerAt, writerAt.length - 1);
    for (long each : byCall) {
      int o = (int) each;
      if (table.writesValue(o)) {
        int value = table.written(o);
        int at = next[value]++;
        writers[at] = o;
        writerCall[at] = call[o];
        boolean alone = at == writerAt[value];
        lasting[at] = alone ? INITIALLY : lasting[at - 1];
        until[at] = alone ? initialUntil(value) : until[at - 1];
        untilOfOthers[at] = alone ? NOBODY : untilOfOthers[at - 1];
        int now = overwriters.until(calledFrom(ret[o]), value);
        if (now > until[at]) {
          untilOfOthers[at] = until[at];
          until[at] = now;
          lasting[at] = o;
        } else {
          untilOfOthers[at] = Math.max(untilOfOthers[at], now);
        }
      }
    }
  }

  private int initialUntil(int value) {
    return value == OperationTable.INITIAL ? overwriters.until(0, value) : NOBODY;
  }

  /** The place in the order of calls of the first that was called at a position or later. */
  private int calledFrom(int position) {
    int found = Arrays.binarySearch(byCall, (long) position << 32);
    return found < 0 ? ~found : found;
  }

  /** Finds, for each read, the only possible writer. Returns false if a read has none. */
  private boolean assign() {
    for (int reader = 0; reader < size; reader++) {
      if (!required[reader] || !table.expectsValue(reader)) {
        continue;
      }
      int writer = writer(reader);
      if (writer == NOBODY) {
        return false;
      }
      if (writer == INITIALLY) {
        initialSeenSince = Math.max(initialSeenSince, call[reader]);
      } else if (writer != SEVERAL) {
        changed |= !required[writer];
        required[writer] = true;
        raise(reader, call[writer]);
        lower(writer, ret[reader]);
        seenSince[writer] = Math.max(seenSince[writer], call[reader]);
      }
    }
    return true;
  }

  private int writer(int reader) {
    int value = table.expected(reader);
    int from = writerAt[value];
    int called = Arrays.binarySearch(writerCall, from, writerAt[value + 1], ret[reader]);
    int at = (called < 0 ? ~called : called) - 1;
    if (at < from) {
      return initialUntil(value) > call[reader] ? INITIALLY : NOBODY;
    }
    if (until[at] <= call[reader]) {
      return NOBODY;
    }
    return untilOfOthers[at] > call[reader] ? SEVERAL : lasting[at];
  }

  private void raise(int o, int to) {
    if (call[o] < to) {
      call[o] = to;
      changed = true;
    }
  }

  private void lower(int o, int to) {
    if (ret[o] > to) {
      ret[o] = to;
      changed = true;
    }
  }

  /**
   * Shrinks operations that begin or end within a value interval. Returns false if two value
   * intervals overlap, or an operation has no time left.
   */
  private boolean cut() {
    long[] intervals = new long[size + 1];
    int count = 0;
    if (initialSeenSince != NOBODY) {
      intervals[count++] = -1L << 32 | size;
    }
    for (int w = 0; w < size; w++) {
      if (ret[w] < seenSince[w]) {
        intervals[count++] = (long) ret[w] << 32 | w;
      }
    }
    Arrays.sort(intervals, 0, count);
    int[] from = new int[count];
    int[] to = new int[count];
    int[] value = new int[count];
    int last = -1;
    for (int i = 0; i < count; i++) {
      int start = (int) (intervals[i] >> 32);
      int writer = (int) intervals[i];
      int end = writer == size ? initialSeenSince : seenSince[writer];
      int of = writer == size ? OperationTable.INITIAL : table.written(writer);
      if (last >= 0 && start < to[last]) {
        if (of != value[last]) {
          return false;
        }
        to[last] = Math.max(to[last], end);
      } else {
        from[++last] = start;
        to[last] = end;
        value[last] = of;
      }
    }
    for (int o = 0; o < size; o++) {
      int at = latest(from, last + 1, call[o]);
      if (at >= 0 && call[o] < to[at] && !table.fits(o, value[at])) {
        raise(o, to[at]);
      }
      if (!required[o]) {
        continue;
      }
      at = latest(from, last + 1, ret[o] - 1);
      if (at >= 0 && ret[o] <= to[at] && !table.fits(o, value[at])) {
        lower(o, from[at]);
      }
      if (call[o] >= ret[o]) {
        return false;
      }
    }
    return true;
  }

  /** The last of so many ascending positions that is not behind this one; -1 if all are. */
  private static int latest(int[] positions, int count, int position) {
    int found = Arrays.binarySearch(positions, 0, count, position);
    return found < 0 ? -found - 2 : found;
  }
}
