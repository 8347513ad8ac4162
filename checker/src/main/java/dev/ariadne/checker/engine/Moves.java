package dev.ariadne.checker.engine;

import java.util.BitSet;
import java.util.Set;

/**
 * What can happen next: a required operation, perhaps behind a run of unknown ones that make it
 * possible. Runs are found level by level, longer ones only when all shorter ones have failed.
 *
 * <p>Everything belongs to the newest configuration on the way; {@link #end} goes back to the one
 * before.
 */
final class Moves {

  private final Part part;
  private final UsedUnknowns used;
  private final LookAhead ahead;
  private final Meter meter;
  private final Order order;
  private final boolean symmetry;
  private final boolean lazy;

  private static final int ROW = IntStack.ROW;

  /** A row for each: the run, the required operation (or -1), and where both lead: state, used. */
  private final IntStack moves;

  private final Runs runs;

  /** For each configuration: first run, first run of the newest level, used, level. */
  private final IntStack frames;

  /** Unknown classes: swaps by the state that they need (or null), writes, and all others. */
  private final IntStack[] swapsFrom;

  private final IntStack writes;
  private final IntStack others;

  private final Sources sources;

  /** Filled anew each time. */
  private final BitSet usefulNow = new BitSet();

  Moves(Part part, Set<Rule> rules, Order order, UsedUnknowns used, LookAhead ahead, Meter meter) {
    this.part = part;
    this.order = order;
    this.used = used;
    this.ahead = ahead;
    this.meter = meter;
    this.moves = new IntStack(meter);
    this.runs = new Runs(part, used, meter);
    this.frames = new IntStack(meter);
    this.writes = new IntStack(meter);
    this.others = new IntStack(meter);
    this.swapsFrom = new IntStack[part.states.size()];
    meter.bytes(4L * swapsFrom.length);
    this.sources = new Sources(part, meter);
    this.symmetry = rules.contains(Rule.SYMMETRY);
    this.lazy = rules.contains(Rule.LAZY_UNKNOWNS);
    for (int u = 0; u < part.unknownClass.length; u++) {
      int c = part.unknownClass[u];
      switch (part.kind(c)) {
        case WRITE -> writes.push(u);
        case SWAP -> {
          if (part.gift(c) >= 0) {
            IntStack.push(swapsFrom, part.need(c), u, meter);
          }
        }
        case OPAQUE -> others.push(u);
        case NOTHING, READ, EXCLUDE, OPAQUE_OBSERVER ->
            throw new AssertionError("unknown observer");
      }
    }
  }

  int size() {
    return moves.size() / ROW;
  }

  int operation(int move) {
    return moves.get(move * ROW + 1);
  }

  int state(int move) {
    return moves.get(move * ROW + 2);
  }

  int used(int move) {
    return moves.get(move * ROW + 3);
  }

  /** Lets the unknown operations of a move's run happen. */
  void run(int move, IntStack path) {
    runs.happen(moves.get(move * ROW), path, ahead);
  }

  /** Finds the moves without unknown operations; gives the number of the first. */
  int begin(long[] mask, int deadline, int state, int usedId) {
    int first = size();
    frames.push(runs.size(), runs.size(), usedId, 0);
    int to = part.openAt[deadline + 1];
    for (int at = part.openAt[deadline]; at < to; at++) {
      int operation = part.open[at];
      if (!happened(mask, operation) && !doubled(mask, deadline, at)) {
        offer(Runs.NONE, operation, state, state, usedId);
      }
    }
    if (order == Order.BY_CALL) {
      sortByCall(first);
    }
    return first;
  }

  /** Few moves: those of the newest configuration, none of which has a run. */
  private void sortByCall(int first) {
    for (int i = first + 1; i < size(); i++) {
      int operation = operation(i);
      int leadsTo = state(i);
      int at = i;
      while (at > first && part.reqCall[operation(at - 1)] > part.reqCall[operation]) {
        set(at, operation(at - 1), state(at - 1));
        at--;
      }
      set(at, operation, leadsTo);
    }
  }

  private void set(int move, int operation, int state) {
    moves.set(move * ROW + 1, operation);
    moves.set(move * ROW + 2, state);
  }

  /** Drops what belongs to the newest configuration. */
  void end(int firstMove) {
    int frame = frames.size() - ROW;
    runs.truncate(frames.get(frame));
    frames.truncate(frame);
    moves.truncate(firstMove * ROW);
  }

  /**
   * Finds moves behind longer runs of unknown operations. False if there are no longer runs; true
   * does not mean that moves were found.
   */
  boolean deepen(long[] mask, int deadline, int state) {
    int frame = frames.size() - ROW;
    int level = frames.get(frame + 3);
    if (part.unknownClass.length == 0 || (!lazy && level > 0)) {
      return false;
    }
    int first = frames.get(frame);
    int from = frames.get(frame + 1);
    int to = runs.size();
    BitSet useful = lazy && part.plain ? useful(mask, deadline, state) : null;
    frames.set(frame + 3, level + 1);
    frames.set(frame + 1, to);
    if (level == 0) {
      extend(Runs.NONE, state, frames.get(frame + 2), first, mask, deadline, useful);
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
    boolean anywhere = useful == null || run == Runs.NONE && escapes(mask, deadline, at);
    BitSet wanted = anywhere ? null : useful;
    IntStack swaps = at < swapsFrom.length ? swapsFrom[at] : null;
    for (int i = 0; swaps != null && i < swaps.size(); i++) {
      extend(run, at, usedId, first, mask, deadline, wanted, swaps.get(i));
    }
    // A write makes whatever came before it in the same run useless.
    if (run == Runs.NONE) {
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
    int c = part.unknownClass[unknown];
    int next = part.next(at, c);
    if (next == Part.REFUSED || next == at || meter.exhausted()) {
      return;
    }
    if (wanted != null && !wanted.get(next)) {
      return;
    }
    if (part.avoidForgotten && next == part.states.forgotten() && !part.excluded(at)) {
      return;
    }
    int count = used.count(usedId, unknown);
    int[] calls = part.unknownCalls[unknown];
    if (count == calls.length || calls[count] >= part.reqRet[deadline]) {
      return;
    }
    if (symmetry && pending(mask, deadline, c)) {
      return;
    }
    if (!ahead.mayLeave(at, -1, runs.makers(run, at))) {
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

  /** Adds the moves behind a run. */
  private void offerBehind(int run, int start, long[] mask, int deadline) {
    int at = runs.state(run);
    if (!lazy) {
      push(run, -1, at, runs.used(run));
      return;
    }
    int parent = runs.before(run);
    int before = parent == Runs.NONE ? start : runs.state(parent);
    int to = part.openAt[deadline + 1];
    for (int i = part.openAt[deadline]; i < to; i++) {
      int operation = part.open[i];
      if (happened(mask, operation) || doubled(mask, deadline, i)) {
        continue;
      }
      int c = part.reqClass[operation];
      int next = part.next(at, c);
      // Without need of the run the operation would rather go alone; an observer, one step sooner.
      boolean needed =
          part.observer(c) ? part.next(before, c) == Part.REFUSED : next != part.next(start, c);
      if (next != Part.REFUSED && needed) {
        offer(run, operation, start, at, runs.used(run));
      }
    }
  }

  private void offer(int run, int operation, int start, int at, int usedId) {
    int c = part.reqClass[operation];
    int next = part.next(at, c);
    if (next == Part.REFUSED) {
      return;
    }
    if (next != at && !ahead.mayLeave(at, operation, runs.makers(run, at))) {
      return;
    }
    push(run, operation, next, usedId);
  }

  private void push(int run, int operation, int state, int usedId) {
    moves.push(run, operation, state, usedId);
  }

  private static boolean bit(long[] mask, int slot) {
    return (mask[slot >> 6] >>> slot & 1) != 0;
  }

  private boolean happened(long[] mask, int operation) {
    return bit(mask, part.reqSlot[operation]);
  }

  /** Whether one that does the same and has an earlier deadline could go instead. */
  private boolean doubled(long[] mask, int deadline, int at) {
    if (!symmetry) {
      return false;
    }
    int c = part.reqClass[part.open[at]];
    for (int i = part.openAt[deadline]; i < at; i++) {
      if (part.reqClass[part.open[i]] == c && !happened(mask, part.open[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether a required operation could go instead of an unknown one of the same class. */
  private boolean pending(long[] mask, int deadline, int c) {
    for (int i = part.openAt[deadline]; i < part.openAt[deadline + 1]; i++) {
      if (part.reqClass[part.open[i]] == c && !happened(mask, part.open[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether something is pending that can happen in any state but this one. */
  private boolean escapes(long[] mask, int deadline, int state) {
    if (!part.excluded(state)) {
      return false;
    }
    for (int i = part.openAt[deadline]; i < part.openAt[deadline + 1]; i++) {
      int c = part.reqClass[part.open[i]];
      if (part.kind(c) == Part.Kind.EXCLUDE
          && part.next(state, c) == Part.REFUSED
          && !happened(mask, part.open[i])) {
        return true;
      }
    }
    return false;
  }

  /** States from which unknown swaps may lead to what a pending operation needs. */
  private BitSet useful(long[] mask, int deadline, int state) {
    usefulNow.clear();
    for (int i = part.openAt[deadline]; i < part.openAt[deadline + 1]; i++) {
      int need = part.need(part.reqClass[part.open[i]]);
      if (need >= 0 && need != state && !happened(mask, part.open[i])) {
        usefulNow.or(sources.of(need));
      }
    }
    return usefulNow;
  }
}
