package dev.ariadne.harness.client;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.Locale;

/**
 * What a client does when it does not know whether an operation happened. Reads are never sent
 * again here: a failed read is certain to have changed nothing.
 */
public enum Retry {
  /** Nothing: the outcome stays unknown. */
  NONE,
  /**
   * It sends the operation again under the same request id, which the target is to carry out once.
   * An answer to any copy is the answer to all.
   */
  ID,
  /**
   * It sends the operation again as if nothing had been, so that it may happen as often as it was
   * sent. A {@code write} is never sent twice: the copy that comes late would undo what others have
   * written since, and nobody could be blamed. A {@code cas} may be where no value is written
   * twice: its comparison holds once at most, so a success is one, but a failure after a doubtful
   * try leaves the doubt. One that expects the absence of a value is not sent twice either: after a
   * deletion it would hold again.
   */
  BLIND;

  private static final Keyword ABSENT = new Keyword("absent");

  /** How often an operation is sent at most. */
  public static final int TRIES_MAX = 5;

  /** As on the command line and in {@code test.json}. */
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

  /** How often an operation may have happened if it was sent so many times. */
  public int timesHappened(int tries) {
    return switch (this) {
      case NONE, ID -> 1;
      case BLIND -> tries;
    };
  }
}
