package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Selects the operations that can matter to some facts: the operations of the facts, and of all
 * others, whose outcome is not used, those that may have written a value that the facts name. The
 * remaining operations do not change what can be explained: the effect of one lasts until the next
 * write, and no fact depends on it. This holds for operations on plain values without failed
 * compare-and-sets; otherwise all operations are relevant.
 */
final class RelevantOperations {

  private final Model<Object> model;
  private final List<Operation> began;
  private final Set<Integer> known = new HashSet<>();
  // Only asked for membership, never iterated.
  private final Set<Object> named = new HashSet<>();
  private final List<Access.Swaps<Object>> swaps = new ArrayList<>();

  private RelevantOperations(Model<Object> model, List<Operation> began, List<Operation> facts) {
    this.model = model;
    this.began = began;
    facts.forEach(operation -> known.add(operation.number()));
  }

  /**
   * Returns the relevant operations.
   *
   * @param facts the operations whose outcomes may be used
   */
  static List<Operation> to(Model<Object> model, List<Operation> began, List<Operation> facts) {
    RelevantOperations relevant = new RelevantOperations(model, began, facts);
    return relevant.plain() ? relevant.filtered() : began;
  }

  /**
   * Whether all operations are on plain values. Also collects the named values and the unknown
   * swaps.
   */
  private boolean plain() {
    for (Operation operation : began) {
      boolean fact = known.contains(operation.number());
      switch (fact ? access(operation) : doubtful(operation)) {
        case Access.Nothing<Object> a -> {}
        case Access.Writes<Object> w -> {}
        case Access.Reads<Object> r -> {
          if (fact) {
            named.add(r.value());
          }
        }
        case Access.Swaps<Object> s -> {
          if (fact) {
            named.add(s.from());
          } else {
            swaps.add(s);
          }
        }
        case Access.Excludes<Object> a -> {
          return false;
        }
        case Access.Observes<Object> a -> {
          return false;
        }
        case Access.Appends<Object> a -> {
          return false;
        }
        case Access.Updates<Object> a -> {
          return false;
        }
        case Access.Other<Object> a -> {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The effect of an operation with facts. A failure that is not an observation may have happened
   * after all.
   */
  private Access<Object> access(Operation operation) {
    return operation.output() instanceof Output.Failed failed
            && !model.observesFailure(operation.input(), failed)
        ? doubtful(operation)
        : model.access(operation.input(), operation.output());
  }

  private Access<Object> doubtful(Operation operation) {
    return model.access(operation.input(), new Output.Unknown());
  }

  private List<Operation> filtered() {
    // A value is named, too, if it leads to one that is.
    for (boolean more = true; more; ) {
      more = false;
      for (Access.Swaps<Object> swap : swaps) {
        if (named.contains(swap.to()) && named.add(swap.from())) {
          more = true;
        }
      }
    }
    return began.stream().filter(o -> known.contains(o.number()) || writes(o)).toList();
  }

  private boolean writes(Operation operation) {
    return switch (doubtful(operation)) {
      case Access.Writes<Object> w -> named.contains(w.value());
      case Access.Swaps<Object> s -> !Objects.equals(s.from(), s.to()) && named.contains(s.to());
      case Access.Nothing<Object> a -> false;
      case Access.Reads<Object> a -> false;
      case Access.Excludes<Object> a -> false;
      case Access.Observes<Object> a -> false;
      case Access.Appends<Object> a -> false;
      case Access.Updates<Object> a -> false;
      case Access.Other<Object> a -> false;
    };
  }
}
