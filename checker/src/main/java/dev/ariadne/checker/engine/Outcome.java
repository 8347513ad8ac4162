package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import java.util.List;

/** What the search says of the operations of one key. */
public sealed interface Outcome {

  /**
   * They can be explained.
   *
   * @param order one operation after another, all that happened and some of the unknown ones
   */
  record Explained(List<Operation> order) implements Outcome {}

  /**
   * No order explains them.
   *
   * @param evidence some operations that contradict each other, together with those that wrote the
   *     values that they read, if they were found without search; otherwise empty
   */
  record Inexplicable(List<Operation> evidence) implements Outcome {

    /** Without evidence. */
    public Inexplicable() {
      this(List.of());
    }
  }

  /**
   * The budget was spent, or somebody cancelled.
   *
   * @param proved so many operations, those with the earliest ends, can be explained
   * @param of so many
   */
  record GaveUp(String why, int proved, int of) implements Outcome {}
}
