package dev.ariadne.checker.engine;

import dev.ariadne.checker.engine.EncodedHistory.ClassKind;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the classes of operations that have the same effect, in order of appearance. */
final class OperationClasses {

  /** No state; as an expected state: any state is possible. */
  static final int NONE = -1;

  /** As an expected state: several states are possible. */
  static final int SOME = -2;

  // By class.
  int size;
  ClassKind[] kinds = new ClassKind[16];

  /** The one state in which it can happen, or one of the above. */
  int[] expectedStates = new int[16];

  /** The state to which it leads; {@link #NONE}: where it is, or only the model can say. */
  int[] resultStates = new int[16];

  /** The one state in which it cannot happen, or {@link #NONE}. */
  int[] excludes = new int[16];

  /** One operation of each class whose effect only the model knows. */
  Operation[] example = new Operation[16];

  /** By operation: its class. */
  final int[] of;

  // Classes that one state tells apart, by that state, complemented so that 0 is free.
  private final int[] reading;
  private final int[] excluding;
  private final int[] writing;

  /** Swaps, by slot of a hash table. */
  private int[] swaps = new int[32];

  private int swapClasses;

  private int nothing;

  // Only looked up, never iterated.
  private final Map<List<?>, Integer> opaque = new HashMap<>();

  /**
   * Numbers them all.
   *
   * @param stateOf by value: its state
   * @param states how many there are
   */
  OperationClasses(OperationTable table, Preprocessing prepared, int[] stateOf, int states) {
    of = new int[table.size];
    reading = new int[states];
    excluding = new int[states];
    writing = new int[states];
    for (int o = 0; o < of.length; o++) {
      if (prepared.counts[o]) {
        of[o] = classOf(table, o, stateOf);
      }
    }
  }

  private int classOf(OperationTable table, int o, int[] stateOf) {
    return switch (table.kind(o)) {
      case NOTHING -> {
        nothing = nothing == 0 ? ~add(ClassKind.NOTHING, NONE, NONE, NONE, null) : nothing;
        yield ~nothing;
      }
      case READ -> {
        int state = stateOf[table.expected(o)];
        if (reading[state] == 0) {
          reading[state] = ~add(ClassKind.READ, state, NONE, NONE, null);
        }
        yield ~reading[state];
      }
      case EXCLUDE -> {
        int state = stateOf[table.expected(o)];
        if (excluding[state] == 0) {
          excluding[state] = ~add(ClassKind.EXCLUDE, SOME, NONE, state, null);
        }
        yield ~excluding[state];
      }
      case WRITE -> {
        int state = stateOf[table.written(o)];
        if (writing[state] == 0) {
          writing[state] = ~add(ClassKind.WRITE, NONE, state, NONE, null);
        }
        yield ~writing[state];
      }
      case SWAP -> swap(stateOf[table.expected(o)], stateOf[table.written(o)]);
      case OBSERVE -> opaque(ClassKind.OPAQUE_OBSERVER, table.operation(o));
      case APPEND, UPDATE, OTHER -> opaque(ClassKind.OPAQUE, table.operation(o));
    };
  }

  private int swap(int expected, int result) {
    int slot = slot(expected, result);
    if (swaps[slot] == 0) {
      swaps[slot] = ~add(ClassKind.SWAP, expected, result, NONE, null);
      if (2 * ++swapClasses >= swaps.length) {
        grow();
        slot = slot(expected, result);
      }
    }
    return ~swaps[slot];
  }

  private void grow() {
    int[] old = swaps;
    swaps = new int[2 * old.length];
    for (int taken : old) {
      if (taken != 0) {
        swaps[slot(expectedStates[~taken], resultStates[~taken])] = taken;
      }
    }
  }

  private int slot(int expected, int result) {
    int hash = (expected * 31 + result) * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & swaps.length - 1;
    while (swaps[slot] != 0
        && (expectedStates[~swaps[slot]] != expected || resultStates[~swaps[slot]] != result)) {
      slot = slot + 1 & swaps.length - 1;
    }
    return slot;
  }

  private int opaque(ClassKind kind, Operation operation) {
    List<?> key = opaqueKey(operation.input(), operation.output());
    Integer known = opaque.get(key);
    if (known == null) {
      known = add(kind, SOME, NONE, NONE, operation);
      opaque.put(key, known);
    }
    return known;
  }

  /**
   * The key of a class whose effect only the model knows. Written out: the equality of records
   * takes 15 ms in a JVM that has just started.
   */
  private static List<?> opaqueKey(Input input, Output output) {
    return output instanceof Output.Ok ok
        ? Arrays.asList(input.f(), input.value(), ok.value(), ok.revision())
        : Arrays.asList(input.f(), input.value(), output);
  }

  private int add(ClassKind kind, int expected, int result, int exclude, Operation operation) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      expectedStates = Arrays.copyOf(expectedStates, 2 * size);
      resultStates = Arrays.copyOf(resultStates, 2 * size);
      excludes = Arrays.copyOf(excludes, 2 * size);
      example = Arrays.copyOf(example, 2 * size);
    }
    kinds[size] = kind;
    expectedStates[size] = expected;
    resultStates[size] = result;
    excludes[size] = exclude;
    example[size] = operation;
    return size++;
  }
}
