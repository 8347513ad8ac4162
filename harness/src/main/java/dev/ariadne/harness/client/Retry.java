package dev.ariadne.harness.client;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.Locale;

/**
 * The behaviour of a client after an unknown outcome. Reads are not sent again here, because a
 * failed read certainly changed nothing.
 */
public enum Retry {
  /** The client does nothing: the outcome stays unknown. */
  NONE,
  /**
   * The client sends the operation again under the same request id, and the target carries it out
   * once. An answer to any copy is the answer to all.
   */
  ID,
  /**
   * The client sends the operation again without an id, so it may happen as often as it was sent.
   *
   * <p>A {@code write} is never sent twice: a late copy would undo later writes of others. A {@code
   * cas} may be sent again where no value is written twice: its comparison holds at most once. So a
   * success is a success, but a failure after a doubtful try leaves the outcome unknown. A {@code
   * cas} that expects the absence of a value is not sent twice either: after a deletion it would
   * hold again.
   */
  BLIND;

  private static final Keyword ABSENT = new Keyword("absent");

  /** The largest number of times that an operation is sent. */
  public static final int TRIES_MAX = 5;

  /** The name on the command line and in {@code test.json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Retry of(String word) {
    for (Retry retry : values()) {
      if (retry.word().equals(word)) {
        return retry;
      }
    }
    throw new IllegalArgumentException("there is no '" + word + "'; there are: none, id, blind");
  }

  boolean sendsAgain(Op op) {
    return switch (this) {
      case NONE -> false;
      case ID -> !op.f().equals("read");
      case BLIND -> !op.f().equals("read") && !op.f().equals("write") && !expectsAbsence(op);
    };
  }

  private static boolean expectsAbsence(Op op) {
    return op.f().equals("cas")
        && op.value() instanceof List<?> pair
        && pair.getLast() instanceof List<?> change
        && ABSENT.equals(change.getFirst());
  }

  /**
   * Returns the number of times that an operation may have happened if it was sent {@code tries}
   * times.
   */
  public int timesHappened(int tries) {
    return switch (this) {
      case NONE, ID -> 1;
      case BLIND -> tries;
    };
  }
}
