package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes weakened histories. In a weakened history, the answer of some operations, their begin or
 * their end is unknown. An order that explains a history explains every weakened one. So if a
 * weakened history cannot be explained, the history cannot either. No operation is left out:
 * without a write a good history may turn bad.
 */
final class WeakenedHistory {

  private WeakenedHistory() {}

  /**
   * Returns the history up to a position. An operation that had not ended then has an unknown
   * outcome.
   */
  static List<Operation> until(int position, List<Operation> operations) {
    List<Operation> cut = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.call() < position) {
        cut.add(operation.ret() <= position ? operation : forgotten(operation));
      }
    }
    return cut;
  }

  /** Returns the history in which only the given facts are known. */
  static List<Operation> only(FactSet facts, List<Operation> operations) {
    List<Operation> weaker = new ArrayList<>(operations.size());
    // Room before the first position for those that may have happened at any time before, and
    // behind the last for those that may have at any time after: all positions stay distinct.
    int before = operations.size();
    int after = before + end(operations);
    for (int i = 0; i < operations.size(); i++) {
      Operation o = operations.get(i);
      if (facts.denied(i) && !facts.outcome(i)) {
        continue; // It did not happen, and says nothing.
      }
      boolean known =
          facts.outcome(i) && (facts.denied(i) || !(o.output() instanceof Output.Failed));
      Operation kept = known ? o : forgotten(o);
      int call = facts.began(i) ? before + o.call() : i;
      int ret =
          kept.ret() == Operation.NEVER
              ? Operation.NEVER
              : facts.ended(i) ? before + o.ret() : after + i;
      weaker.add(at(kept, call, ret));
    }
    weaker.sort(Comparator.comparingInt(Operation::call));
    return weaker;
  }

  private static int end(List<Operation> operations) {
    int end = 0;
    for (Operation operation : operations) {
      end = Math.max(end, operation.call() + 1);
      if (operation.ret() != Operation.NEVER) {
        end = Math.max(end, operation.ret() + 1);
      }
    }
    return end;
  }

  private static Operation at(Operation o, int call, int ret) {
    return new Operation(
        o.number(), o.process(), o.input(), o.output(), call, ret, o.invoked(), o.completed());
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
