package dev.ariadne.checker.engine;

import java.util.BitSet;
import java.util.Set;

/**
 * The successors of a configuration. A successor is a required operation, possibly after a run of
 * unknown operations that makes it possible. Runs are found level by level: longer ones only after
 * all shorter ones have failed.
 *
 * <p>Everything here belongs to the newest configuration on the path; {@link #end} goes back to the
 * previous one.
 */
final class Successors {

  private final EncodedHistory encoded;
  private final UsedUnknowns used;
  private final LookAhead ahead;
  private final Meter meter;
  private final SuccessorOrder order;
  private final boolean symmetry;
  private final boolean lazy;

  private static final int ROW = IntStack.ROW;

  /** A row for each: the run, the required operation (or -1), and where both lead: state, used. */
  private final IntStack rows;

  private final UnknownRuns runs;

  /** For each configuration: first run, first run of the newest level, used, level. */
  private final IntStack frames;

  /** Unknown classes: swaps by the state that they need (or null), writes, and all others. */
  private final IntStack[] swapsFrom;

  private final IntStack writes;
  private final IntStack others;

  private final SwapSources sources;

  /** Filled anew each time. */
  private final BitSet usefulNow = new BitSet();

  Successors(
      EncodedHistory encoded,
      Set<Reduction> reductions,
      SuccessorOrder order,
      UsedUnknowns used,
      LookAhead ahead,
      Meter meter) {
    this.encoded = encoded;
    this.order = order;
    this.used = used;
    this.ahead = ahead;
    this.meter = meter;
    this.rows = new IntStack(meter);
    this.runs = new UnknownRuns(encoded, used, meter);
    this.frames = new IntStack(meter);
    this.writes = new IntStack(meter);
    this.others = new IntStack(meter);
    this.swapsFrom = new IntStack[encoded.states.size()];
    meter.bytes(4L * swapsFrom.length);
    this.sources = new SwapSources(encoded, meter);
    this.symmetry = reductions.contains(Reduction.SYMMETRY);
    this.lazy = reductions.contains(Reduction.LAZY_UNKNOWNS);
    for (int u = 0; u < encoded.unknownClass.length; u++) {
      int c = encoded.unknownClass[u];
      switch (encoded.kind(c)) {
        case WRITE -> writes.push(u);
        case SWAP -> {
          if (encoded.written(c) >= 0) {
            IntStack.push(swapsFrom, encoded.expected(c), u, meter);
          }
        }
        case OPAQUE -> others.push(u);
        case NOTHING, READ, EXCLUDE, OPAQUE_OBSERVER ->
            throw new AssertionError("unknown observer");
      }
    }
  }

  int size() {
    return rows.size() / ROW;
  }

  int operation(int successor) {
    return rows.get(successor * ROW + 1);
  }

  int state(int successor) {
    return rows.get(successor * ROW + 2);
  }

  int used(int successor) {
    return rows.get(successor * ROW + 3);
  }

  /** Lets the unknown operations of a successor's run happen. */
  void run(int successor, IntStack path) {
    runs.happen(rows.get(successor * ROW), path, ahead);
  }

  /** Finds the successors without unknown operations and returns the number of the first. */
  int begin(long[] mask, int deadline, int state, int usedId) {
    int first = size();
    frames.push(runs.size(), runs.size(), usedId, 0);
    int to = encoded.openAt[deadline + 1];
    for (int at = encoded.openAt[deadline]; at < to; at++) {
      int operation = encoded.open[at];
      if (!happened(mask, operation) && !doubled(mask, deadline, at)) {
        offer(UnknownRuns.NONE, operation, state, state, usedId);
      }
    }
    if (order == SuccessorOrder.BY_CALL) {
      sortByCall(first);
    }
    return first;
  }

  /** Sorts the successors of the newest configuration, which are few and have no run. */
  private void sortByCall(int first) {
    for (int i = first + 1; i < size(); i++) {
      int operation = operation(i);
      int leadsTo = state(i);
      int at = i;
      while (at > first && encoded.reqCall[operation(at - 1)] > encoded.reqCall[operation]) {
        set(at, operation(at - 1), state(at - 1));
        at--;
      }
      set(at, operation, leadsTo);
    }
  }

  private void set(int successor, int operation, int state) {
    rows.set(successor * ROW + 1, operation);
    rows.set(successor * ROW + 2, state);
  }

  /** Drops what belongs to the newest configuration. */
  void end(int firstMove) {
    int frame = frames.size() - ROW;
    runs.truncate(frames.get(frame));
    frames.truncate(frame);
    rows.truncate(firstMove * ROW);
  }

  /**
   * Finds successors after longer runs of unknown operations. Returns false if there are no longer
   * runs; true does not mean that successors were found.
   */
  boolean deepen(long[] mask, int deadline, int state) {
    int frame = frames.size() - ROW;
    int level = frames.get(frame + 3);
    if (encoded.unknownClass.length == 0 || (!lazy && level > 0)) {
      return false;
    }
    int first = frames.get(frame);
    int from = frames.get(frame + 1);
    int to = runs.size();
    BitSet useful = lazy && encoded.plain ? useful(mask, deadline, state) : null;
    frames.set(frame + 3, level + 1);
    frames.set(frame + 1, to);
    if (level == 0) {
      extend(UnknownRuns.NONE, state, frames.get(frame + 2), first, mask, deadline, useful);
    } else {
      for (int run = from; run < to && !meter.exhausted(); run++) {
        extend(run, runs.state(run), runs.used(run), first, mask, deadline, useful);
      }
    }
    for (int run = to; run < runs.size() && !meter.exhausted(); run++) {
      offerBehind(run, state, mask, deadline);
    }
    return runs.size() > to && !meter.exhausted();
  }

  /**
   * Adds all runs that are one longer.
   *
   * @param useful states to which they may lead, unless something waits for any other than this;
   *     null: all
   */
  private void extend(
      int run, int at, int usedId, int first, long[] mask, int deadline, BitSet useful) {
    boolean anywhere = useful == null || run == UnknownRuns.NONE && escapes(mask, deadline, at);
    BitSet wanted = anywhere ? null : useful;
    IntStack swaps = at < swapsFrom.length ? swapsFrom[at] : null;
    for (int i = 0; swaps != null && i < swaps.size(); i++) {
      extend(run, at, usedId, first, mask, deadline, wanted, swaps.get(i));
    }
    // A write makes whatever came before it in the same run useless.
    if (run == UnknownRuns.NONE) {
      for (int i = 0; i < writes.size(); i++) {
        extend(run, at, usedId, first, mask, deadline, wanted, writes.get(i));
      }
    }
    // Most of these lead where another run has led, and each has to be tried out to see that.
    meter.compared(others.size());
    for (int i = 0; i < others.size(); i++) {
      extend(run, at, usedId, first, mask, deadline, wanted, others.get(i));
    }
  }

  private void extend(
      int run,
      int at,
      int usedId,
      int first,
      long[] mask,
      int deadline,
      BitSet wanted,
      int unknown) {
    int c = encoded.unknownClass[unknown];
    int next = encoded.next(at, c);
    if (next == EncodedHistory.REFUSED || next == at || meter.exhausted()) {
      return;
    }
    if (wanted != null && !wanted.get(next)) {
      return;
    }
    if (encoded.avoidForgotten && next == encoded.states.forgotten() && !encoded.excluded(at)) {
      return;
    }
    int count = used.count(usedId, unknown);
    int[] calls = encoded.unknownCalls[unknown];
    if (count == calls.length || calls[count] >= encoded.reqRet[deadline]) {
      return;
    }
    if (symmetry && pending(mask, deadline, c)) {
      return;
    }
    if (!ahead.mayLeave(at, -1, runs.writers(run, at))) {
      return;
    }
    int nextUsed = used.plus(usedId, unknown);
    if (lazy && runs.reach(first, next, nextUsed)) {
      return;
    }
    if (!meter.step()) {
      return;
    }
    runs.add(run, unknown, next, nextUsed);
  }

  /** Adds the successors after a run. */
  private void offerBehind(int run, int start, long[] mask, int deadline) {
    int at = runs.state(run);
    if (!lazy) {
      push(run, -1, at, runs.used(run));
      return;
    }
    int parent = runs.before(run);
    int before = parent == UnknownRuns.NONE ? start : runs.state(parent);
    int to = encoded.openAt[deadline + 1];
    for (int i = encoded.openAt[deadline]; i < to; i++) {
      int operation = encoded.open[i];
      if (happened(mask, operation) || doubled(mask, deadline, i)) {
        continue;
      }
      int c = encoded.reqClass[operation];
      int next = encoded.next(at, c);
      // Without need of the run the operation would rather go alone; an observer, one step sooner.
      boolean needed =
          encoded.observer(c)
              ? encoded.next(before, c) == EncodedHistory.REFUSED
              : next != encoded.next(start, c);
      if (next != EncodedHistory.REFUSED && needed) {
        offer(run, operation, start, at, runs.used(run));
      }
    }
  }

  private void offer(int run, int operation, int start, int at, int usedId) {
    int c = encoded.reqClass[operation];
    int next = encoded.next(at, c);
    if (next == EncodedHistory.REFUSED) {
      return;
    }
    if (next != at && !ahead.mayLeave(at, operation, runs.writers(run, at))) {
      return;
    }
    push(run, operation, next, usedId);
  }

  private void push(int run, int operation, int state, int usedId) {
    rows.push(run, operation, state, usedId);
  }

  private static boolean bit(long[] mask, int slot) {
    return (mask[slot >> 6] >>> slot & 1) != 0;
  }

  private boolean happened(long[] mask, int operation) {
    return bit(mask, encoded.reqSlot[operation]);
  }

  /** Whether one that does the same and has an earlier deadline could go instead. */
  private boolean doubled(long[] mask, int deadline, int at) {
    if (!symmetry) {
      return false;
    }
    int c = encoded.reqClass[encoded.open[at]];
    for (int i = encoded.openAt[deadline]; i < at; i++) {
      if (encoded.reqClass[encoded.open[i]] == c && !happened(mask, encoded.open[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether a required operation could go instead of an unknown one of the same class. */
  private boolean pending(long[] mask, int deadline, int c) {
    for (int i = encoded.openAt[deadline]; i < encoded.openAt[deadline + 1]; i++) {
      if (encoded.reqClass[encoded.open[i]] == c && !happened(mask, encoded.open[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether something is pending that can happen in any state but this one. */
  private boolean escapes(long[] mask, int deadline, int state) {
    if (!encoded.excluded(state)) {
      return false;
    }
    for (int i = encoded.openAt[deadline]; i < encoded.openAt[deadline + 1]; i++) {
      int c = encoded.reqClass[encoded.open[i]];
      if (encoded.kind(c) == EncodedHistory.ClassKind.EXCLUDE
          && encoded.next(state, c) == EncodedHistory.REFUSED
          && !happened(mask, encoded.open[i])) {
        return true;
      }
    }
    return false;
  }

  /** States from which unknown swaps may lead to what a pending operation needs. */
  private BitSet useful(long[] mask, int deadline, int state) {
    usefulNow.clear();
    for (int i = encoded.openAt[deadline]; i < encoded.openAt[deadline + 1]; i++) {
      int expected = encoded.expected(encoded.reqClass[encoded.open[i]]);
      if (expected >= 0 && expected != state && !happened(mask, encoded.open[i])) {
        usefulNow.or(sources.of(expected));
      }
    }
    return usefulNow;
  }
}
