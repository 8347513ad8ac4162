package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides in nearly linear time if all operations read, write or swap plain values, no two write
 * the same value, and none writes the initial one. {@link Chains} has the method; here values
 * become nodes.
 */
final class UniqueValues {

  private UniqueValues() {}

  /** The approximate bytes for a decision on the given number of operations. */
  static long bytes(long operations) {
    return 64 * operations + Chains.bytes(operations, operations + 1, 2 * operations, true);
  }

  /** Returns an outcome; null if values repeat, or if the decision is open. */
  static Outcome decide(OperationTable table) {
    if (!table.plain) {
      return null;
    }
    int values = table.values().size();
    if (repeat(table, values)) {
      return null;
    }
    int n = table.size;
    byte[] kind = new byte[n];
    // By value: its node, if an operation writes it.
    int[] nodes = new int[values];
    Arrays.fill(nodes, Chains.NONE);
    nodes[OperationTable.INITIAL] = Chains.INITIAL;
    Chains chains = new Chains(kind, table.call, table.ret, n, values);
    for (int o = 0; o < n; o++) {
      if (o > 0 && table.call[o] <= table.call[o - 1]) {
        return null;
      }
      kind[o] = kind(table, o);
      if (kind[o] == Chains.WRITE || kind[o] == Chains.SWAP) {
        nodes[table.written(o)] = chains.add(o);
      }
    }
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE) {
        continue;
      }
      int node = table.expected(o) < 0 ? Chains.NONE : nodes[table.expected(o)];
      switch (kind[o]) {
        case Chains.SWAP -> chains.follows(chains.nodeOf(o), node < 0 ? Chains.IMPOSSIBLE : node);
        case Chains.OTHER -> chains.other(o, node);
        default -> {
          if (node < 0 && table.required[o]) {
            return new Outcome.Inexplicable(List.of(table.operation(o)));
          }
          if (table.required[o]) {
            chains.read(o, node);
          }
        }
      }
    }
    return outcome(chains.decide(), table);
  }

  /** Whether two operations write the same value, or one writes the initial value. */
  private static boolean repeat(OperationTable table, int values) {
    boolean[] given = new boolean[values];
    given[OperationTable.INITIAL] = true;
    for (int o = 0; o < table.size; o++) {
      if (table.writesValue(o)) {
        if (given[table.written(o)]) {
          return true;
        }
        given[table.written(o)] = true;
      }
    }
    return false;
  }

  private static byte kind(OperationTable table, int o) {
    return switch (table.kind(o)) {
      case READ -> Chains.READ;
      case WRITE -> Chains.WRITE;
      // That one changes nothing, but to say so would need a parent that is its own child.
      case SWAP -> table.expected(o) == table.written(o) ? Chains.READ : Chains.SWAP;
      case EXCLUDE, NOTHING -> Chains.OTHER;
      case OBSERVE, APPEND, UPDATE, OTHER -> throw new AssertionError("not plain");
    };
  }

  /** The outcome of a decision; null if it is open. */
  static Outcome outcome(Decision decision, OperationTable table) {
    if (decision instanceof Decision.Ordered ordered) {
      return new Outcome.Explained(operations(ordered.operations(), table));
    }
    return decision instanceof Decision.Refuted no
        ? new Outcome.Inexplicable(operations(no.evidence(), table))
        : null;
  }

  private static List<Operation> operations(int[] numbers, OperationTable table) {
    List<Operation> operations = new ArrayList<>(numbers.length);
    for (int o : numbers) {
      operations.add(table.operation(o));
    }
    return operations;
  }
}
