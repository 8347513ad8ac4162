package dev.ariadne.server.base;

/** Conditions that hold in every correct run. They are always on: a broken one stops the node. */
public final class Invariant {

  private Invariant() {}

  /**
   * Checks one condition.
   *
   * @param format says what is wrong, with the values that show it
   * @throws AssertionError when the condition does not hold: a bug, never an operating error
   */
  public static void check(boolean holds, String format, Object... values) {
    if (!holds) {
      throw new AssertionError(String.format(format, values));
    }
  }

  /** As {@link #check(boolean, String, Object...)}, for the hot path: nothing is boxed. */
  public static void check(boolean holds, String format, long left, long right) {
    if (!holds) {
      throw new AssertionError(String.format(format, left, right));
    }
  }
}
