package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.BitSet;
import java.util.List;

/** Checks a witness, independently of the way in which it was found. */
public final class WitnessCheck {

  private WitnessCheck() {}

  /**
   * Checks that the order has every operation that happened, that none occurs twice or too late,
   * and that the model accepts the order.
   *
   * @return the state after the last operation
   * @throws AssertionError if the order fails a check
   */
  public static <S> S check(Model<S> model, List<Operation> operations, List<Operation> order) {
    Result<S> result = replay(model, operations, order);
    if (result.wrong() != null) {
      throw new AssertionError("the witness does not hold: " + result.wrong());
    }
    return result.state();
  }

  /** Returns whether the model accepts this order, and the order has all that happened in it. */
  static <S> boolean holds(Model<S> model, List<Operation> operations, List<Operation> order) {
    return replay(model, operations, order).wrong() == null;
  }

  /** The state after the last, or what is wrong. */
  private record Result<S>(S state, String wrong) {}

  private static <S> Result<S> replay(
      Model<S> model, List<Operation> operations, List<Operation> order) {
    BitSet placed = new BitSet();
    S state = model.initial();
    int latestCall = -1;
    for (Operation operation : order) {
      if (placed.get(operation.number())) {
        return wrong("placed twice", operation);
      }
      placed.set(operation.number());
      if (latestCall >= operation.ret()) {
        return wrong("placed after an operation that began after this one ended", operation);
      }
      latestCall = Math.max(latestCall, operation.call());
      switch (model.step(state, operation.input(), operation.output())) {
        case Step.Refused<S> refused -> {
          return wrong(refused.why(), operation);
        }
        case Step.To<S> to -> state = to.state();
      }
    }
    for (Operation operation : operations) {
      if (model.happened(operation) && !placed.get(operation.number())) {
        return wrong("left out", operation);
      }
    }
    return new Result<>(state, null);
  }

  private static <S> Result<S> wrong(String what, Operation operation) {
    return new Result<>(null, what + ": " + operation);
  }
}
