package dev.ariadne.checker.unique;

/** The decision on operations that write unique values. */
public sealed interface Decision {

  /**
   * The operations can happen in this order.
   *
   * @param operations all operations that happened, and those of unknown outcome that the order
   *     needs
   */
  record Ordered(int[] operations) implements Decision {}

  /**
   * The operations can happen in no order.
   *
   * @param why the reason in words
   * @param evidence a few operations that contradict each other, with the writers of the values
   *     that they name
   */
  record Refuted(String why, int[] evidence) implements Decision {}

  /**
   * There is no decision: the values are not unique, or no order that was tried fits the failed
   * compare-and-sets.
   */
  record Open(String why) implements Decision {}
}
