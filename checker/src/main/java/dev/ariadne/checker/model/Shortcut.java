package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a model can say of the operations of one key without any search. */
public sealed interface Shortcut {

  /**
   * An order that is likely to explain all operations. It need not: it has to be replayed by
   * whoever uses it.
   *
   * @param order one operation after another, all that happened and some of unknown outcome
   */
  record CandidateOrder(List<Operation> order) implements Shortcut {

    @Override
    public Shortcut with(UnaryOperator<Operation> form) {
      return new CandidateOrder(order.stream().map(form).toList());
    }
  }

  /**
   * Operations that certainly contradict each other.
   *
   * @param culprit the one whose end is the end of a prefix that cannot be explained
   * @param needed what the contradiction needs to know, in order of the operations' calls
   * @param minimal whether it is certain that nothing of it can be spared
   * @param sentence gives the reason in words, from words for an operation
   */
  record Contradiction(
      ContradictionKind kind,
      Operation culprit,
      List<Needed> needed,
      boolean minimal,
      Function<Function<Operation, String>, String> sentence)
      implements Shortcut {

    @Override
    public Shortcut with(UnaryOperator<Operation> form) {
      return new Contradiction(
          kind,
          form.apply(culprit),
          needed.stream().map(one -> one.with(form)).toList(),
          minimal,
          words -> sentence.apply(operation -> words.apply(form.apply(operation))));
    }
  }

  /** What kind of contradiction it is. */
  enum ContradictionKind {
    /** Something that was acknowledged, or had been seen, is missing later. */
    LOST,
    /** Something is seen that nothing had brought about. */
    NEVER_WRITTEN,
    /** Something is seen more often than it was brought about. */
    DUPLICATED,
    /** Two things are seen in an order in which they cannot have happened. */
    OUT_OF_ORDER,
    /** A number is seen that no sum of what may have been added gives. */
    WRONG_SUM
  }

  /**
   * What a contradiction needs to know of an operation.
   *
   * @param outcome that it happened and answered so, or what its failure says of the state
   * @param denied that it did not happen, as its failure says
   * @param began that it did not happen before it was invoked
   * @param ended that it did not happen after it had returned
   */
  record Needed(
      Operation operation, boolean outcome, boolean denied, boolean began, boolean ended) {

    /** That it happened and answered so. */
    static Needed outcome(Operation operation, boolean began, boolean ended) {
      return new Needed(operation, true, false, began, ended);
    }

    /** That it did not happen, as its failure says. */
    static Needed denied(Operation operation) {
      return new Needed(operation, false, true, false, false);
    }

    /** That it did not happen before it was invoked. */
    static Needed began(Operation operation) {
      return new Needed(operation, false, false, true, false);
    }

    Needed with(UnaryOperator<Operation> form) {
      return new Needed(form.apply(operation), outcome, denied, began, ended);
    }
  }

  /** The same with other forms of its operations. */
  Shortcut with(UnaryOperator<Operation> form);
}
