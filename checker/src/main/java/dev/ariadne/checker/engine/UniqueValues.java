package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides in nearly linear time where all operations read, write or swap plain values, and no two
 * bring about the same one, or the initial one. How, is in {@link Chains}; here values become nodes.
 */
final class UniqueValues {

  private UniqueValues() {}

  /** About so many bytes it takes to decide on so many operations. */
  static long bytes(long operations) {
    return 64 * operations + Chains.bytes(operations, operations + 1, 2 * operations);
  }

  /** An outcome; null if values repeat, or if it stays open. */
  static Outcome decide(Admitted admitted, Object initial) {
    if (!admitted.plain) {
      return null;
    }
    List<Item> items = admitted.items;
    int n = items.size();
    byte[] kind = new byte[n];
    int[] call = new int[n];
    int[] ret = new int[n];
    int creators = 0;
    for (int o = 0; o < n; o++) {
      Item item = items.get(o);
      call[o] = item.call;
      ret[o] = item.ret;
      if (o > 0 && call[o] <= call[o - 1]) {
        return null;
      }
      kind[o] = kind(item.access);
      creators += kind[o] == Chains.WRITE || kind[o] == Chains.SWAP ? 1 : 0;
    }
    // Only looked up, never iterated.
    Map<Object, Integer> nodes = new HashMap<>(2 * creators + 2);
    nodes.put(initial, Chains.INITIAL);
    Chains chains = new Chains(kind, call, ret, n, creators + 1);
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE || kind[o] == Chains.SWAP) {
        if (nodes.put(gift(items.get(o).access), chains.add(o)) != null) {
          return null;
        }
      }
    }
    chains.seal();
    for (int o = 0; o < n; o++) {
      switch (items.get(o).access) {
        case Access.Reads<Object> r -> {
          Integer node = nodes.get(r.value());
          if (node == null) {
            return new Outcome.Inexplicable(List.of(items.get(o).operation));
          }
          chains.read(o, node);
        }
        case Access.Excludes<Object> e ->
            chains.other(o, nodes.getOrDefault(e.value(), Chains.NONE));
        case Access.Nothing<Object> nothing -> chains.other(o, Chains.NONE);
        case Access.Swaps<Object> s -> {
          Integer from = nodes.get(s.from());
          if (kind[o] == Chains.SWAP) {
            chains.follows(chains.nodeOf(o), from == null ? Chains.IMPOSSIBLE : from);
          } else if (items.get(o).required) {
            if (from == null) {
              return new Outcome.Inexplicable(List.of(items.get(o).operation));
            }
            chains.read(o, from);
          }
        }
        case Access.Writes<Object> w -> {}
        case Access.Observes<Object> x -> throw new AssertionError("not plain");
        case Access.Appends<Object> x -> throw new AssertionError("not plain");
        case Access.Updates<Object> x -> throw new AssertionError("not plain");
        case Access.Other<Object> x -> throw new AssertionError("not plain");
      }
    }
    return outcome(chains.decide(), items);
  }

  private static byte kind(Access<Object> access) {
    return switch (access) {
      case Access.Reads<Object> r -> Chains.READ;
      case Access.Writes<Object> w -> Chains.WRITE;
      // That one changes nothing, but to say so would need a parent that is its own child.
      case Access.Swaps<Object> s -> Objects.equals(s.from(), s.to()) ? Chains.READ : Chains.SWAP;
      case Access.Excludes<Object> e -> Chains.OTHER;
      case Access.Nothing<Object> n -> Chains.OTHER;
      case Access.Observes<Object> x -> throw new AssertionError("not plain");
      case Access.Appends<Object> x -> throw new AssertionError("not plain");
      case Access.Updates<Object> x -> throw new AssertionError("not plain");
      case Access.Other<Object> x -> throw new AssertionError("not plain");
    };
  }

  private static Object gift(Access<Object> access) {
    return access instanceof Access.Writes<Object> w
        ? w.value()
        : ((Access.Swaps<Object>) access).to();
  }

  /** What the decision says of the operations; null if nothing. */
  static Outcome outcome(Decision decision, List<Item> items) {
    return switch (decision) {
      case Decision.Ordered ordered -> new Outcome.Explained(operations(ordered.operations(), items));
      case Decision.Contradiction no ->
          new Outcome.Inexplicable(operations(no.evidence(), items));
      case Decision.Open open -> null;
    };
  }

  private static List<Operation> operations(int[] numbers, List<Item> items) {
    List<Operation> operations = new ArrayList<>(numbers.length);
    Arrays.stream(numbers).forEach(o -> operations.add(items.get(o).operation));
    return operations;
  }
}
