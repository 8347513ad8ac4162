package dev.ariadne.harness.cluster;

/**
 * The way in which a client compares in a compare-and-set. A target whose values have revisions can
 * be asked either way; clients use both, each for one half of the values.
 */
public enum Comparison {
  /** By the expected value. */
  VALUE,
  /** By the revision at which the expected value was seen last, if the client knows it. */
  REVISION;

  /**
   * Returns the way in which a compare-and-set compares. The new value alone decides it, so that
   * the same operation is the same request in every run.
   */
  public static Comparison of(Object newValue) {
    return newValue.hashCode() % 2 == 0 ? REVISION : VALUE;
  }

  /**
   * A value whose compare-and-set compares this way: another one for each number.
   *
   * @param number at least 0, at most {@code 2^30 - 2}
   */
  public long value(int number) {
    return 2L * number + (this == VALUE ? 1 : 2);
  }
}
