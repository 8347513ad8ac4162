package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import java.util.List;

/** The outcome of a decision on the operations of one key. */
public sealed interface Outcome {

  /**
   * An order explains the operations.
   *
   * @param order all operations that happened, and some of unknown outcome, in order
   */
  record Explained(List<Operation> order) implements Outcome {}

  /**
   * No order explains the operations.
   *
   * @param evidence some operations that contradict each other, with the writers of the values that
   *     they read; empty if the contradiction was found by search
   */
  record Inexplicable(List<Operation> evidence) implements Outcome {

    /** An outcome without evidence. */
    public Inexplicable() {
      this(List.of());
    }
  }

  /**
   * There is no decision: the budget was spent, or the check was cancelled.
   *
   * @param why the reason in words
   * @param proved the number of operations, those with the earliest ends, that can be explained
   * @param of the number of all operations
   */
  record GaveUp(String why, int proved, int of) implements Outcome {}
}
