package dev.ariadne.checker;

import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The verdict on a history. */
public sealed interface Verdict {

  /** The verdict in one word: {@code valid}, {@code invalid} or {@code unknown}. */
  String word();

  /**
   * The history is linearizable. The witness is an order of the operations that the model accepts;
   * it has been replayed.
   */
  record Linearizable(Witness witness) implements Verdict {

    @Override
    public String word() {
      return "valid";
    }
  }

  /**
   * The history is not linearizable: the model accepts no order of the operations. The
   * counterexample is made when it is first asked for.
   */
  final class NotLinearizable implements Verdict {

    private final Explanations explanations;
    private final int number;

    NotLinearizable(Explanations explanations, int number) {
      this.explanations = explanations;
      this.number = number;
    }

    /** The counterexample. The first call may take long, within the explanation budget. */
    public Counterexample counterexample() {
      return counterexample(steps -> {});
    }

    /**
     * The counterexample, with progress reports while it is made.
     *
     * @param progress receives from time to time, on the calling thread, the steps that all
     *     explanations of this history have taken; not called if the counterexample is known
     */
    public Counterexample counterexample(LongConsumer progress) {
      return explanations.get(number, progress);
    }

    @Override
    public String word() {
      return "invalid";
    }

    /** Two verdicts are equal if their counterexamples are. To compare them may take a search. */
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
   * It is unknown whether the history is linearizable: the budget was spent, or the check was
   * cancelled.
   *
   * @param why the reason in words
   */
  record Unknown(String why, Proved proved) implements Verdict {

    @Override
    public String word() {
      return "unknown";
    }
  }

  /**
   * A proof that a history is linearizable: for each key, in order of keys, an order of its
   * operations that the model accepts.
   */
  record Witness(List<KeyOrder> keys) {}

  /**
   * The witness of one key.
   *
   * @param key the key; empty if operations have no keys
   * @param order all operations that happened, and the operations of unknown outcome that the order
   *     needs
   */
  record KeyOrder(Optional<Object> key, List<Operation> order) {}

  /**
   * The part that is proved although the verdict is unknown.
   *
   * @param keysLinearizable the number of keys that are linearizable
   * @param keys the number of all keys
   * @param operationsExplained the number of operations, those of the undecided keys that ended
   *     first, that can be explained
   * @param operations the number of all operations of the undecided keys
   */
  record Proved(int keysLinearizable, int keys, int operationsExplained, int operations) {}
}
