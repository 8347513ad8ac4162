package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Why a history is not linearizable.
 *
 * @param key where it happened; empty where operations have no keys
 * @param sentence all of it in one sentence
 * @param culprit the operation that cannot be explained: everything that had ended before it ended
 *     can be, so its end is the end of the shortest prefix that fails
 * @param shortest whether that was proved of the culprit; false where the budget for explanations
 *     did not suffice, and the culprit is just the end of some prefix that fails
 * @param missed the latest write that a stale read should have known
 * @param evidence facts that together cannot be explained, in order of the operations' calls, the
 *     culprit among them; all that is not said there may have been any way that fits best
 * @param minimal whether no fact of the evidence can be spared; false where the budget for
 *     explanations did not suffice to find out
 * @param context the other operations that had begun and may have changed something: whether and
 *     when they happened makes no difference
 * @param partials what a part of the evidence allows: for each operation that is told, an order of
 *     all the evidence but this, and why this one does not fit in
 * @param explained the longest explanation that was found, at most its last {@link #PLACED_MAX}
 *     operations: all that had ended before the culprit
 * @param explainedSize how many operations it has in all
 * @param pending what could have come next, and why it could not; at most {@link #PENDING_MAX}
 * @param operations operations on this key up to the culprit's end
 */
public record Counterexample(
    Optional<Object> key,
    ViolationKind kind,
    String sentence,
    Described culprit,
    boolean shortest,
    Optional<Described> missed,
    List<Fact> evidence,
    boolean minimal,
    List<Described> context,
    List<Partial> partials,
    List<PlacedOperation> explained,
    int explainedSize,
    List<RefusedOperation> pending,
    int operations) {

  /** So many operations at the end of an order are kept. */
  public static final int PLACED_MAX = 200;

  /** So many operations that could not come next are told. */
  public static final int PENDING_MAX = 200;

  /** How simple the reason is. */
  public enum ViolationKind {
    /** It saw a value that a write had replaced before it began. */
    STALE,
    /** It saw a value that nothing had written. */
    NEVER_WRITTEN,
    /** It misses what was acknowledged, or had been seen, before it began. */
    LOST,
    /** It saw something more often than that was brought about. */
    DUPLICATED,
    /** It saw things in an order in which they cannot have happened. */
    OUT_OF_ORDER,
    /** It saw a number that no sum of what may have been added gives. */
    WRONG_SUM,
    /** No such simple reason. */
    UNEXPLAINED
  }

  /**
   * An operation in words.
   *
   * @param text such as {@code read of 7 by process 4 (index 812)}
   */
  public record Described(Operation operation, String text) {}

  /**
   * What the contradiction needs to know of an operation; at least one of the four.
   *
   * @param outcome that it happened and answered so, or what its failure says of the state
   * @param denied that it did not happen, as its failure says
   * @param began that it did not happen before it was invoked
   * @param ended that it did not happen after it had returned
   */
  public record Fact(
      Described described, boolean outcome, boolean denied, boolean began, boolean ended) {

    public Operation operation() {
      return described.operation();
    }

    public String text() {
      return described.text();
    }
  }

  /**
   * An operation at its place in an explanation.
   *
   * @param state what the model says the state is after it
   */
  public record PlacedOperation(Described described, String state) {}

  /**
   * An operation that does not fit.
   *
   * @param why the model's reason
   */
  public record RefusedOperation(Described described, String why) {}

  /**
   * An order of all the evidence but one operation.
   *
   * @param without the one
   * @param order the others, and of the context what was needed; at most the last {@link
   *     #PLACED_MAX} of them
   * @param orderSize how many these are in all
   * @param whyNot why the one fits nowhere: a reason for each place that its times allow, the same
   *     reasons told once
   */
  public record Partial(
      Described without, List<PlacedOperation> order, int orderSize, List<String> whyNot) {}
}
