package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The oracle's oracle: tries every order, knows no rule and asks the model's step alone. It only
 * remembers which operations have led to which state in vain.
 */
final class BruteForce<S> {

  private final Model<S> model;
  private final Operation[] operations;

  /** By set of operations: the states that they have led to. */
  private final List<List<S>> vain;

  private BruteForce(Model<S> model, Operation[] operations) {
    this.model = model;
    this.operations = operations;
    this.vain = new ArrayList<>(1 << operations.length);
    for (int set = 0; set < 1 << operations.length; set++) {
      vain.add(null);
    }
  }

  static <S> boolean linearizable(Model<S> model, List<Operation> operations) {
    Operation[] relevant =
        operations.stream()
            .filter(
                o ->
                    !(o.output() instanceof Output.Failed failed)
                        || model.observesFailure(o.input(), failed))
            .toArray(Operation[]::new);
    return new BruteForce<>(model, relevant).extend(0, model.initial());
  }

  private boolean extend(int placed, S state) {
    int deadline = Operation.NEVER;
    for (int i = 0; i < operations.length; i++) {
      if ((placed & 1 << i) == 0) {
        deadline = Math.min(deadline, operations[i].ret());
      }
    }
    if (deadline == Operation.NEVER) {
      return true;
    }
    List<S> states = vain.get(placed);
    if (states == null) {
      states = new ArrayList<>(2);
      vain.set(placed, states);
    } else if (states.contains(state)) {
      return false;
    }
    states.add(state);
    for (int i = 0; i < operations.length; i++) {
      Operation next = operations[i];
      if ((placed & 1 << i) == 0 && next.call() < deadline) {
        Step<S> step = model.step(state, next.input(), next.output());
        if (step instanceof Step.To<S> to && extend(placed | 1 << i, to.state())) {
          return true;
        }
      }
    }
    return false;
  }
}
