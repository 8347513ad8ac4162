package dev.ariadne.checker.engine;

import java.util.Arrays;

/** Runs of unknown operations. A run is one operation after another run, or after {@link #NONE}. */
final class UnknownRuns {

  /** The run of no operation. */
  static final int NONE = -1;

  private static final int ROW = IntStack.ROW;

  private final EncodedHistory encoded;
  private final UsedUnknowns used;
  private final Meter meter;

  /** A row for each: the node before, the unknown class, and where that leads: state, used. */
  private final IntStack rows;

  /** By state: 1 + the newest run that leads there; 0 if there is none. */
  private int[] newest = new int[16];

  /** By run: 1 + the one before it that leads to the same state; 0 if there is none. */
  private final IntStack sameState;

  UnknownRuns(EncodedHistory encoded, UsedUnknowns used, Meter meter) {
    this.encoded = encoded;
    this.used = used;
    this.meter = meter;
    this.rows = new IntStack(meter);
    this.sameState = new IntStack(meter);
  }

  int size() {
    return rows.size() / ROW;
  }

  void add(int before, int unknown, int state, int usedId) {
    if (state >= newest.length) {
      meter.bytes(4L * newest.length);
      newest = Arrays.copyOf(newest, Math.max(2 * newest.length, state + 1));
    }
    sameState.push(newest[state]);
    rows.push(before, unknown, state, usedId);
    newest[state] = size();
  }

  void truncate(int size) {
    for (int run = size() - 1; run >= size; run--) {
      newest[state(run)] = sameState.get(run);
    }
    sameState.truncate(size);
    rows.truncate(size * ROW);
  }

  int before(int run) {
    return rows.get(run * ROW);
  }

  private int unknown(int run) {
    return rows.get(run * ROW + 1);
  }

  int state(int run) {
    return rows.get(run * ROW + 2);
  }

  int used(int run) {
    return rows.get(run * ROW + 3);
  }

  /** Lets the operations of a run happen, in their order. */
  void happen(int run, IntStack path, LookAhead ahead) {
    if (run == NONE) {
      return;
    }
    happen(before(run), path, ahead);
    path.push(~unknown(run));
    ahead.unknownHappened(unknown(run));
  }

  /** How many operations of a run bring about a state. */
  int writers(int run, int state) {
    int writers = 0;
    for (int r = run; r != NONE; r = before(r)) {
      if (encoded.written(encoded.unknownClass[unknown(r)]) == state) {
        writers++;
      }
    }
    return writers;
  }

  /** Whether one of the runs from one on leads there and uses no more. */
  boolean reach(int first, int state, int usedId) {
    int compared = 0;
    boolean reached = false;
    int other = state < newest.length ? newest[state] - 1 : NONE;
    for (; other >= first && !reached; other = sameState.get(other) - 1) {
      compared++;
      reached = used.within(used(other), usedId);
    }
    meter.compared(compared);
    return reached;
  }
}
