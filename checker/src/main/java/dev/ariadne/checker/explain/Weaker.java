package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Histories that claim less: of some operations it is no longer said what they answered or by when.
 * What explains a history explains every weaker one, so what cannot be explained in the weaker one
 * cannot be explained at all. No operation is left out: without a write a good history may turn
 * bad.
 */
final class Weaker {

  private Weaker() {}

  /** Only what was seen up to a position: what had not ended then has an unknown outcome. */
  static List<Operation> until(int position, List<Operation> operations) {
    List<Operation> cut = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.call() < position) {
        cut.add(operation.ret() <= position ? operation : forgotten(operation));
      }
    }
    return cut;
  }

  /** Only the operations of these numbers are known to have happened, and how. */
  static List<Operation> only(Set<Integer> numbers, List<Operation> operations) {
    List<Operation> weaker = new ArrayList<>(operations.size());
    for (Operation operation : operations) {
      weaker.add(numbers.contains(operation.number()) ? operation : forgotten(operation));
    }
    return weaker;
  }

  private static Operation forgotten(Operation o) {
    if (o.output() instanceof Output.Unknown) {
      return o;
    }
    return new Operation(
        o.number(),
        o.process(),
        o.input(),
        new Output.Unknown(),
        o.call(),
        Operation.NEVER,
        o.invoked(),
        o.invoked());
  }
}
