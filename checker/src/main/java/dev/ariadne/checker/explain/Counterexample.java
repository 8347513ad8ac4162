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
 *     can be
 * @param shortest whether that was proved of the culprit; false where the budget for explanations
 *     did not suffice, and the culprit is just the end of some prefix that fails
 * @param missed the latest write that a stale read should have known
 * @param evidence operations that together cannot be explained, in order of their calls, the
 *     culprit among them; writes that are not among them may have happened or not, as fits best
 * @param explained the longest explanation that was found: all that had ended before the culprit
 * @param pending what could have come next, and why it could not
 * @param operations operations on this key up to the culprit's end
 */
public record Counterexample(
    Optional<Object> key,
    Kind kind,
    String sentence,
    Described culprit,
    boolean shortest,
    Optional<Described> missed,
    List<Described> evidence,
    List<Placed> explained,
    List<Refused> pending,
    int operations) {

  /** How simple the reason is. */
  public enum Kind {
    /** It saw a value that a write had replaced before it began. */
    STALE,
    /** It saw a value that nothing had written. */
    NEVER_WRITTEN,
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
   * An operation at its place in an explanation.
   *
   * @param state what the model says the state is after it
   */
  public record Placed(Described described, String state) {}

  /**
   * An operation that could not come next.
   *
   * @param why the model's reason
   */
  public record Refused(Described described, String why) {}
}
