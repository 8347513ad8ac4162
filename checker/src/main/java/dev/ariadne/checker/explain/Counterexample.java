package dev.ariadne.checker.explain;

import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * An explanation why a history is not linearizable.
 *
 * @param key the key; empty if operations have no keys
 * @param kind the kind of the violation
 * @param sentence the violation in one sentence
 * @param culprit the operation whose end is the end of the shortest prefix that cannot be
 *     explained. All operations that ended before it ended can be explained
 * @param shortest whether it is proved that the prefix is the shortest; false if the explanation
 *     budget was spent. Then the culprit is the end of some prefix that fails
 * @param missed the latest write that a stale read missed
 * @param evidence facts that contradict each other, in order of the operations' calls, with the
 *     culprit. Everything else about the history may be unknown
 * @param minimal whether every fact of the evidence is needed; false if the explanation budget was
 *     spent before that was known
 * @param context the other operations that had begun and may have changed the state. They do not
 *     resolve the contradiction, whether and whenever they happened
 * @param partials for operations of the evidence, an order of all the evidence but that operation,
 *     and why the operation does not fit in
 * @param explained the longest explanation that was found, an order of all operations that ended
 *     before the culprit; at most its last {@link #PLACED_MAX} operations
 * @param explainedSize the number of operations in the longest explanation
 * @param pending the operations that were open at the end of the longest explanation, and why none
 *     can come next; at most {@link #PENDING_MAX}
 * @param operations the number of operations on this key that began before the culprit's end
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

  /** The most operations of an order that are kept, the last ones. */
  public static final int PLACED_MAX = 200;

  /** The most operations in {@link #pending}. */
  public static final int PENDING_MAX = 200;

  /** The kind of a violation. */
  public enum ViolationKind {
    /** The operation saw a value that had been overwritten before it began. */
    STALE,
    /** The operation saw a value that nobody had written. */
    NEVER_WRITTEN,
    /**
     * The operation misses a value or element that was acknowledged, or had been seen, before it
     * began.
     */
    LOST,
    /** The operation saw an element more often than it was written. */
    DUPLICATED,
    /** The operation saw elements in an impossible order. */
    OUT_OF_ORDER,
    /** The operation saw a number that no sum of possible additions gives. */
    WRONG_SUM,
    /** The violation has no such simple reason. */
    UNEXPLAINED
  }

  /**
   * An operation with its description.
   *
   * @param text the description, such as {@code read of 7 by process 4 (index 812)}
   */
  public record Described(Operation operation, String text) {}

  /**
   * The facts about one operation that the contradiction needs, at least one of four.
   *
   * @param outcome that it happened with this answer, or that its failure says this about the state
   * @param denied that it did not happen, because it failed
   * @param began that it did not happen before its invocation
   * @param ended that it did not happen after its return
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
   * @param state the model's state after the operation
   */
  public record PlacedOperation(Described described, String state) {}

  /**
   * An operation that the model refuses.
   *
   * @param why the model's reason
   */
  public record RefusedOperation(Described described, String why) {}

  /**
   * An order of all the evidence except for one operation.
   *
   * @param without the operation that is left out
   * @param order the other operations, with the operations of the context that are needed; at most
   *     the last {@link #PLACED_MAX}
   * @param orderSize the number of all operations in the order
   * @param whyNot why the operation that is left out fits nowhere: the different reasons at the
   *     places that its times allow
   */
  public record Partial(
      Described without, List<PlacedOperation> order, int orderSize, List<String> whyNot) {}
}
