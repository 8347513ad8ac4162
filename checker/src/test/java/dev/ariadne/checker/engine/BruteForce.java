package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.List;

/** The oracle's oracle: tries every order, knows no rule and asks the model's step alone. */
final class BruteForce {

  private BruteForce() {}

  static <S> boolean linearizable(Model<S> model, List<Operation> operations) {
    List<Operation> relevant =
        operations.stream()
            .filter(
                o ->
                    !(o.output() instanceof Output.Failed failed)
                        || model.observesFailure(o.input(), failed))
            .toList();
    return extend(model, relevant, 0, model.initial());
  }

  private static <S> boolean extend(
      Model<S> model, List<Operation> operations, int placed, S state) {
    int deadline = Operation.NEVER;
    for (int i = 0; i < operations.size(); i++) {
      if ((placed & 1 << i) == 0) {
        deadline = Math.min(deadline, operations.get(i).ret());
      }
    }
    if (deadline == Operation.NEVER) {
      return true;
    }
    for (int i = 0; i < operations.size(); i++) {
      Operation next = operations.get(i);
      if ((placed & 1 << i) == 0 && next.call() < deadline) {
        Step<S> step = model.step(state, next.input(), next.output());
        if (step instanceof Step.To<S> to
            && extend(model, operations, placed | 1 << i, to.state())) {
          return true;
        }
      }
    }
    return false;
  }
}
