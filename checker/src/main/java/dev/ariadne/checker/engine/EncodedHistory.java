package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.Arrays;
import java.util.Set;

/**
 * The operations of one key, encoded for the search: in order of deadline, with small integers for
 * states and for classes of operations that have the same effect.
 *
 * <p>An operation that must happen has a slot from its call to its deadline. So the operations that
 * happened before their deadline are a mask of slots. Unknown operations are only counted, by
 * class.
 */
final class EncodedHistory {

  /** The effect of a class; see {@link dev.ariadne.checker.model.Access}. */
  enum ClassKind {
    NOTHING,
    READ,
    EXCLUDE,
    WRITE,
    SWAP,
    OPAQUE_OBSERVER,
    OPAQUE
  }

  private static final int NOT_TRIED = Integer.MIN_VALUE;

  /** The answer of {@link #next} where the model refuses. */
  static final int REFUSED = -1;

  /** The approximate bytes for each operation, with its preprocessing. */
  private static final long ITEM_BYTES = 120;

  private final OperationTable table;
  private final Model<Object> model;
  private final Meter meter;

  // By class; see OperationClasses.
  private final ClassKind[] kinds;
  private final int[] expectedStates;
  private final int[] resultStates;
  private final int[] excludes;
  private final Operation[] example;

  /** The one state that it can bring about out of another, or {@link OperationClasses#NONE}. */
  private final int[] writtenStates;

  private final boolean[] observers;
  private final int[][] memo;

  final InternedStates states;
  final int initial;

  /** Every operation reads, writes or swaps plain values, so that all reductions apply. */
  final boolean plain;

  /** Required operations by deadline: their classes, intervals, slots. */
  final int[] reqClass;

  final int[] reqCall;
  final int[] reqRet;
  final int[] reqSlot;
  private final int[] reqNumber;

  /** Required operations by call: the call in the upper half, their number here in the lower. */
  final long[] byCall;

  /** Words of a mask with a bit for each slot. */
  final int maskWords;

  /** Those open at the deadline k, at {@code open[openAt[k]]} to {@code open[openAt[k + 1]]}. */
  final int[] open;

  final int[] openAt;

  /** Classes of unknown operations, and of each class its operations in order of call. */
  final int[] unknownClass;

  final Operation[][] unknownOperations;

  final int[][] unknownCalls;

  /** By state: whether a failed comparison says that the state was another. */
  private final boolean[] excludedStates;

  /** No unknown operation need lead into the forgotten state, but out of an excluded one. */
  final boolean avoidForgotten;

  EncodedHistory(OperationTable table, Set<Reduction> reductions, Meter meter) {
    this.table = table;
    this.model = table.model;
    this.meter = meter;
    meter.bytes(ITEM_BYTES * table.size);
    Preprocessing prepared = new Preprocessing(table, reductions);
    this.plain = table.plain;
    boolean forget = reductions.contains(Reduction.FORGETTING);
    this.states = new InternedStates(state -> forget && prepared.forgettable(state), meter);
    int[] stateOf = statesOf(table, prepared, forget);
    this.initial = stateOf[OperationTable.INITIAL];
    OperationClasses classes = new OperationClasses(table, prepared, stateOf, states.size());
    int[] classOf = classes.of;
    kinds = classes.kinds;
    expectedStates = classes.expectedStates;
    resultStates = classes.resultStates;
    excludes = classes.excludes;
    example = classes.example;
    writtenStates = new int[classes.size];
    observers = new boolean[classes.size];
    excludedStates = new boolean[states.size()];
    for (int c = 0; c < classes.size; c++) {
      writtenStates[c] =
          expectedStates[c] == resultStates[c] ? OperationClasses.NONE : resultStates[c];
      observers[c] = observes(kinds[c]);
      if (kinds[c] == ClassKind.EXCLUDE) {
        excludedStates[excludes[c]] = true;
      }
    }
    memo = new int[classes.size][];

    long[] byDeadline = new long[table.size];
    int n = 0;
    for (int o = 0; o < table.size; o++) {
      if (prepared.counts[o] && prepared.required[o]) {
        byDeadline[n++] = (long) prepared.ret[o] << 32 | o;
      }
    }
    InsertionSort.sort(byDeadline, n);
    reqClass = new int[n];
    reqCall = new int[n];
    reqRet = new int[n];
    reqSlot = new int[n];
    reqNumber = new int[n];
    int[] numberOf = new int[table.size];
    for (int i = 0; i < n; i++) {
      int o = (int) byDeadline[i];
      reqClass[i] = classOf[o];
      reqCall[i] = prepared.call[o];
      reqRet[i] = prepared.ret[o];
      reqNumber[i] = o;
      numberOf[o] = i;
    }
    byCall = new long[n];
    int called = 0;
    for (int o = 0; o < table.size; o++) {
      if (prepared.counts[o] && prepared.required[o]) {
        byCall[called++] = (long) prepared.call[o] << 32 | numberOf[o];
      }
    }
    InsertionSort.sort(byCall, n);
    openAt = new int[n + 1];
    Openness openness = new Openness();
    open = openness.open;
    maskWords = Math.max(1, (openness.slots + Long.SIZE - 1) / Long.SIZE);

    int[] unknowns = new int[classes.size];
    int unknownClasses = 0;
    for (int o = 0; o < table.size; o++) {
      if (prepared.counts[o] && !prepared.required[o]) {
        unknownClasses += unknowns[classOf[o]]++ == 0 ? 1 : 0;
      }
    }
    unknownClass = new int[unknownClasses];
    unknownOperations = new Operation[unknownClasses][];
    unknownCalls = new int[unknownClasses][];
    if (unknownClasses > 0) {
      indexUnknowns(table, prepared, classOf, unknowns);
    }
    boolean noneExcluded = prepared.excluded.isEmpty();
    avoidForgotten =
        reductions.contains(Reduction.USELESS_UNKNOWNS) && forget && (plain || noneExcluded);
  }

  /** By value: its state. */
  private int[] statesOf(OperationTable table, Preprocessing prepared, boolean forget) {
    InternedValues values = table.values();
    int[] stateOf = new int[values.size()];
    for (int value = 0; value < stateOf.length; value++) {
      boolean forgotten = forget && prepared.forgettableValue(value);
      stateOf[value] = states.add(values.value(value), forgotten, !plain);
    }
    return stateOf;
  }

  private void indexUnknowns(
      OperationTable table, Preprocessing prepared, int[] classOf, int[] unknowns) {
    int[] numberOf = new int[unknowns.length];
    int[] found = new int[unknownClass.length];
    int number = 0;
    for (int o = 0; o < table.size; o++) {
      if (!prepared.counts[o] || prepared.required[o]) {
        continue;
      }
      int c = classOf[o];
      if (numberOf[c] == 0) {
        unknownClass[number] = c;
        unknownOperations[number] = new Operation[unknowns[c]];
        unknownCalls[number] = new int[unknowns[c]];
        numberOf[c] = ++number;
      }
      int u = numberOf[c] - 1;
      int at = found[u]++;
      // By call: few are out of order, those whose interval has shrunk.
      while (at > 0 && unknownCalls[u][at - 1] > prepared.call[o]) {
        unknownCalls[u][at] = unknownCalls[u][at - 1];
        unknownOperations[u][at] = unknownOperations[u][at - 1];
        at--;
      }
      unknownCalls[u][at] = prepared.call[o];
      unknownOperations[u][at] = table.operation(o);
    }
  }

  /** Finds slots, and what is open when. */
  private final class Openness {

    int slots;
    int[] open = new int[16];

    Openness() {
      int n = reqClass.length;
      IntStack free = new IntStack(meter);
      // What is open, by deadline; few, so that it can be kept in order by moving.
      int[] now = new int[16];
      int size = 0;
      int called = 0;
      int length = 0;
      for (int k = 0; k < n; k++) {
        while (called < n && byCall[called] >> 32 < reqRet[k]) {
          int i = (int) byCall[called++];
          if (i < k) {
            continue; // Its interval is empty: it is missed at its deadline and that decides.
          }
          reqSlot[i] = free.size() == 0 ? slots++ : free.pop();
          now = size == now.length ? Arrays.copyOf(now, 2 * size) : now;
          int at = size++;
          while (at > 0 && now[at - 1] > i) {
            now[at] = now[at - 1];
            at--;
          }
          now[at] = i;
        }
        openAt[k] = length;
        if (length + size > open.length) {
          meter.bytes(4L * open.length);
          open = Arrays.copyOf(open, Math.max(2 * open.length, length + size));
        }
        System.arraycopy(now, 0, open, length, size);
        length += size;
        if (size > 0 && now[0] == k) {
          System.arraycopy(now, 1, now, 0, --size);
          free.push(reqSlot[k]);
        }
      }
      openAt[n] = length;
    }
  }

  int required() {
    return reqClass.length;
  }

  ClassKind kind(int c) {
    return kinds[c];
  }

  private static boolean observes(ClassKind kind) {
    return switch (kind) {
      case NOTHING, READ, EXCLUDE, OPAQUE_OBSERVER -> true;
      case WRITE, SWAP, OPAQUE -> false;
    };
  }

  /** The required operation of that number, in order of deadline. */
  Operation operation(int number) {
    return table.operation(reqNumber[number]);
  }

  /** The one state in which the class can happen; below 0 if there is none such. */
  int expected(int c) {
    return expectedStates[c];
  }

  /** The one state that the class can bring about out of another; below 0 if there is none such. */
  int written(int c) {
    return writtenStates[c];
  }

  /** Whether the class changes no state. */
  boolean observer(int c) {
    return observers[c];
  }

  boolean excluded(int state) {
    return state < excludedStates.length && excludedStates[state];
  }

  /** The state to which the class leads from a state, or {@link #REFUSED}. */
  int next(int state, int c) {
    int expected = expectedStates[c];
    if (expected == state || expected == OperationClasses.NONE) {
      return resultStates[c] == OperationClasses.NONE ? state : resultStates[c];
    }
    if (expected >= 0) {
      return REFUSED;
    }
    if (excludes[c] == OperationClasses.NONE) {
      return tried(state, c);
    }
    return state == excludes[c] ? REFUSED : state;
  }

  private int tried(int state, int c) {
    int[] row = memo[c];
    if (row == null || row.length <= state) {
      int length = Math.max(states.size(), state + 1);
      int from = row == null ? 0 : row.length;
      row = row == null ? new int[length] : Arrays.copyOf(row, 2 * length);
      Arrays.fill(row, from, row.length, NOT_TRIED);
      meter.bytes(4L * (row.length - from));
      memo[c] = row;
    }
    if (row[state] == NOT_TRIED) {
      row[state] = tryOut(state, c);
    }
    return row[state];
  }

  private int tryOut(int state, int c) {
    Input input = example[c].input();
    Step<Object> step = model.step(states.state(state), input, example[c].output());
    int next = step instanceof Step.Refused ? REFUSED : states.id(((Step.To<Object>) step).state());
    if (kinds[c] == ClassKind.OPAQUE_OBSERVER && next != REFUSED && next != state) {
      throw new AssertionError(
          "the model says that " + input + " observes, but it changes the state");
    }
    return next;
  }
}
