package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.BitSet;
import java.util.List;

/** Checks a witness by itself, knowing nothing of how it was found. */
public final class Replay {

  private Replay() {}

  /**
   * Checks that the order has every operation that happened, none twice, none too late, and that
   * the model accepts it.
   *
   * @return the state after the last
   * @throws AssertionError if not
   */
  public static <S> S check(Model<S> model, List<Operation> operations, List<Operation> order) {
    BitSet placed = new BitSet();
    S state = model.initial();
    int latestCall = -1;
    for (Operation operation : order) {
      require(!placed.get(operation.number()), "placed twice", operation);
      placed.set(operation.number());
      require(latestCall < operation.ret(), "placed after one that began later", operation);
      latestCall = Math.max(latestCall, operation.call());
      Step<S> step = model.step(state, operation.input(), operation.output());
      if (step instanceof Step.Refused<S> refused) {
        require(false, refused.why(), operation);
      } else {
        state = ((Step.To<S>) step).state();
      }
    }
    for (Operation operation : operations) {
      require(!model.happened(operation) || placed.get(operation.number()), "left out", operation);
    }
    return state;
  }

  private static void require(boolean holds, String what, Operation operation) {
    if (!holds) {
      throw new AssertionError("the witness does not hold: " + what + ": " + operation);
    }
  }
}
