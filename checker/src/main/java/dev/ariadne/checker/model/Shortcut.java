package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A decision that a model makes about the operations of one key without search. */
public sealed interface Shortcut {

  /**
   * An order that probably explains all operations. A caller must replay it.
   *
   * @param order all operations that happened, and some of unknown outcome, in order
   */
  record CandidateOrder(List<Operation> order) implements Shortcut {

    @Override
    public Shortcut with(UnaryOperator<Operation> form) {
      return new CandidateOrder(order.stream().map(form).toList());
    }
  }

  /**
   * A proof that some operations contradict each other.
   *
   * @param culprit the operation whose end is the end of a prefix that cannot be explained
   * @param needed the facts that the contradiction needs, in order of the operations' calls
   * @param minimal whether it is certain that every fact is needed
   * @param sentence makes the reason in words, given a function that describes an operation
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

  /** The kind of a contradiction. */
  enum ContradictionKind {
    /** An element or value that was acknowledged, or had been seen, is missing later. */
    LOST,
    /** An operation saw an element or value that nobody had written. */
    NEVER_WRITTEN,
    /** An element was seen more often than it was written. */
    DUPLICATED,
    /** Two elements were seen in an impossible order. */
    OUT_OF_ORDER,
    /** A number was seen that no sum of possible additions gives. */
    WRONG_SUM
  }

  /**
   * The facts about one operation that a contradiction needs.
   *
   * @param outcome that it happened with this answer, or that its failure says this about the state
   * @param denied that it did not happen, because it failed
   * @param began that it did not happen before its invocation
   * @param ended that it did not happen after its return
   */
  record Needed(
      Operation operation, boolean outcome, boolean denied, boolean began, boolean ended) {

    /** The fact that the operation happened with this answer. */
    static Needed outcome(Operation operation, boolean began, boolean ended) {
      return new Needed(operation, true, false, began, ended);
    }

    /** The fact that the operation did not happen, because it failed. */
    static Needed denied(Operation operation) {
      return new Needed(operation, false, true, false, false);
    }

    /** The fact that the operation did not happen before its invocation. */
    static Needed began(Operation operation) {
      return new Needed(operation, false, false, true, false);
    }

    Needed with(UnaryOperator<Operation> form) {
      return new Needed(form.apply(operation), outcome, denied, began, ended);
    }
  }

  /** The same decision with other forms of its operations. */
  Shortcut with(UnaryOperator<Operation> form);
}
