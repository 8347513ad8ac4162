package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides in nearly linear time where all operations read, write or swap plain values, and no two
 * bring about the same one, or the initial one. How, is in {@link Chains}; here values become
 * nodes.
 */
final class UniqueValues {

  private UniqueValues() {}

  /** About so many bytes it takes to decide on so many operations. */
  static long bytes(long operations) {
    return 64 * operations + Chains.bytes(operations, operations + 1, 2 * operations, true);
  }

  /** An outcome; null if values repeat, or if it stays open. */
  static Outcome decide(Admitted admitted) {
    if (!admitted.plain) {
      return null;
    }
    int values = admitted.values().size();
    if (repeat(admitted, values)) {
      return null;
    }
    int n = admitted.size;
    byte[] kind = new byte[n];
    // By value: whether somebody brings it about, then its node.
    int[] nodes = new int[values];
    Arrays.fill(nodes, Chains.NONE);
    nodes[Admitted.INITIAL] = Chains.INITIAL;
    Chains chains = new Chains(kind, admitted.call, admitted.ret, n, values);
    for (int o = 0; o < n; o++) {
      if (o > 0 && admitted.call[o] <= admitted.call[o - 1]) {
        return null;
      }
      kind[o] = kind(admitted, o);
      if (kind[o] == Chains.WRITE || kind[o] == Chains.SWAP) {
        nodes[admitted.gift(o)] = chains.add(o);
      }
    }
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE) {
        continue;
      }
      int node = admitted.need(o) < 0 ? Chains.NONE : nodes[admitted.need(o)];
      switch (kind[o]) {
        case Chains.SWAP -> chains.follows(chains.nodeOf(o), node < 0 ? Chains.IMPOSSIBLE : node);
        case Chains.OTHER -> chains.other(o, node);
        default -> {
          if (node < 0 && admitted.required[o]) {
            return new Outcome.Inexplicable(List.of(admitted.operation(o)));
          }
          if (admitted.required[o]) {
            chains.read(o, node);
          }
        }
      }
    }
    return outcome(chains.decide(), admitted);
  }

  /** Whether two bring about the same value, or one the initial one. */
  private static boolean repeat(Admitted admitted, int values) {
    boolean[] given = new boolean[values];
    given[Admitted.INITIAL] = true;
    for (int o = 0; o < admitted.size; o++) {
      if (admitted.makes(o)) {
        if (given[admitted.gift(o)]) {
          return true;
        }
        given[admitted.gift(o)] = true;
      }
    }
    return false;
  }

  private static byte kind(Admitted admitted, int o) {
    return switch (admitted.kind(o)) {
      case READ -> Chains.READ;
      case WRITE -> Chains.WRITE;
      // That one changes nothing, but to say so would need a parent that is its own child.
      case SWAP -> admitted.need(o) == admitted.gift(o) ? Chains.READ : Chains.SWAP;
      case EXCLUDE, NOTHING -> Chains.OTHER;
      case OBSERVE, APPEND, UPDATE, OTHER -> throw new AssertionError("not plain");
    };
  }

  /** What the decision says of the operations; null if nothing. */
  static Outcome outcome(Decision decision, Admitted admitted) {
    if (decision instanceof Decision.Ordered ordered) {
      return new Outcome.Explained(operations(ordered.operations(), admitted));
    }
    return decision instanceof Decision.Contradiction no
        ? new Outcome.Inexplicable(operations(no.evidence(), admitted))
        : null;
  }

  private static List<Operation> operations(int[] numbers, Admitted admitted) {
    List<Operation> operations = new ArrayList<>(numbers.length);
    for (int o : numbers) {
      operations.add(admitted.operation(o));
    }
    return operations;
  }
}
