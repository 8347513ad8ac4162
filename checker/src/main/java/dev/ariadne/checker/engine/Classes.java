package dev.ariadne.checker.engine;

import dev.ariadne.checker.engine.Part.Kind;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operations that do the same, numbered in the order in which they turn up. */
final class Classes {

  // By class.
  int size;
  Kind[] kinds = new Kind[16];

  /** The state in which it can happen, and that to which it leads; -1 where there is none such. */
  int[] needs = new int[16];

  int[] gives = new int[16];

  /** Of a class of which only the model knows what it does: one of its operations. */
  Operation[] example = new Operation[16];

  /** By operation: its class. */
  final int[] of;

  /** By slot: a class, complemented so that 0 is free. */
  private int[] slots = new int[32];

  // Only looked up, never iterated.
  private final Map<List<?>, Integer> opaque = new HashMap<>();

  Classes(Admitted admitted, Preparation prepared, int[] stateOf) {
    of = new int[admitted.size];
    for (int o = 0; o < of.length; o++) {
      if (prepared.counts[o]) {
        of[o] = classOf(admitted, o, stateOf);
      }
    }
  }

  private int classOf(Admitted admitted, int o, int[] stateOf) {
    return switch (admitted.kind(o)) {
      case NOTHING -> plain(Kind.NOTHING, -1, -1);
      case READ -> plain(Kind.READ, stateOf[admitted.need(o)], stateOf[admitted.need(o)]);
      case EXCLUDE -> plain(Kind.EXCLUDE, stateOf[admitted.need(o)], -1);
      case WRITE -> plain(Kind.WRITE, -1, stateOf[admitted.gift(o)]);
      case SWAP -> plain(Kind.SWAP, stateOf[admitted.need(o)], stateOf[admitted.gift(o)]);
      case OBSERVE -> opaque(Kind.OPAQUE_OBSERVER, admitted.operation(o));
      case APPEND, UPDATE, OTHER -> opaque(Kind.OPAQUE, admitted.operation(o));
    };
  }

  private int plain(Kind kind, int need, int give) {
    if (2 * size >= slots.length) {
      int[] old = slots;
      slots = new int[2 * old.length];
      for (int taken : old) {
        if (taken != 0 && kinds[~taken] != Kind.OPAQUE && kinds[~taken] != Kind.OPAQUE_OBSERVER) {
          slots[slot(kinds[~taken], needs[~taken], gives[~taken])] = taken;
        }
      }
    }
    int slot = slot(kind, need, give);
    if (slots[slot] == 0) {
      slots[slot] = ~add(kind, need, give, null);
    }
    return ~slots[slot];
  }

  private int slot(Kind kind, int need, int give) {
    int hash = ((need * 31 + give) * 8 + kind.ordinal()) * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] != 0) {
      int c = ~slots[slot];
      if (kinds[c] == kind && needs[c] == need && gives[c] == give) {
        break;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private int opaque(Kind kind, Operation operation) {
    List<?> key = opaqueKey(operation.input(), operation.output());
    Integer known = opaque.get(key);
    if (known == null) {
      known = add(kind, -1, -1, operation);
      opaque.put(key, known);
    }
    return known;
  }

  /**
   * What tells classes apart of which only the model knows what they do. Spelled out: the equality
   * that records bring takes a JVM that has just started 15 ms.
   */
  private static List<?> opaqueKey(Input input, Output output) {
    return output instanceof Output.Ok ok
        ? Arrays.asList(input.f(), input.value(), ok.value(), ok.revision())
        : Arrays.asList(input.f(), input.value(), output);
  }

  private int add(Kind kind, int need, int give, Operation operation) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      needs = Arrays.copyOf(needs, 2 * size);
      gives = Arrays.copyOf(gives, 2 * size);
      example = Arrays.copyOf(example, 2 * size);
    }
    kinds[size] = kind;
    needs[size] = need;
    gives[size] = give;
    example[size] = operation;
    return size++;
  }
}
