package dev.ariadne.checker;

import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** What a check says. */
public sealed interface Verdict {

  /** {@code valid}, {@code invalid} or {@code unknown}. */
  String word();

  /** Every operation can be explained; the witness says how, and has been replayed. */
  record Linearizable(Witness witness) implements Verdict {

    @Override
    public String word() {
      return "valid";
    }
  }

  /** No order of the operations explains what was seen. Why is found out when it is asked for. */
  final class NotLinearizable implements Verdict {

    private final Explanations explanations;
    private final int number;

    NotLinearizable(Explanations explanations, int number) {
      this.explanations = explanations;
      this.number = number;
    }

    /** Why; the first call may take long, within the budget of explanations. */
    public Counterexample counterexample() {
      return counterexample(steps -> {});
    }

    /**
     * Why, to be followed while it is found out.
     *
     * @param progress is told now and then how many steps all explanations of this history have
     *     taken, on the thread that calls; never if this is known already
     */
    public Counterexample counterexample(LongConsumer progress) {
      return explanations.get(number, progress);
    }

    @Override
    public String word() {
      return "invalid";
    }

    /** Two are equal if they give the same reason; finding it may take a search. */
    @Override
    public boolean equals(Object object) {
      return object == this
          || object instanceof NotLinearizable other
              && counterexample().equals(other.counterexample());
    }

    @Override
    public int hashCode() {
      return counterexample().hashCode();
    }

    @Override
    public String toString() {
      return counterexample().toString();
    }
  }

  /**
   * The budget did not suffice, or somebody cancelled.
   *
   * @param why in words
   */
  record Unknown(String why, Proved proved) implements Verdict {

    @Override
    public String word() {
      return "unknown";
    }
  }

  /** For each key, in order of keys, an order of its operations that the model accepts. */
  record Witness(List<KeyOrder> keys) {}

  /**
   * One key's part of a witness.
   *
   * @param key empty where operations have no keys
   * @param order everything that happened, and those unknown operations that had to
   */
  record KeyOrder(Optional<Object> key, List<Operation> order) {}

  /**
   * What is certain although the verdict is not.
   *
   * @param keysLinearizable so many keys are linearizable
   * @param keys of so many
   * @param operationsExplained so many operations of the undecided keys, those that ended first,
   *     can be explained
   * @param operations of so many
   */
  record Proved(int keysLinearizable, int keys, int operationsExplained, int operations) {}
}
