package dev.ariadne.checker.unique;

/** What can be said of operations that write unique values. */
public sealed interface Decision {

  /**
   * They can happen in this order.
   *
   * @param operations all that happened, and those unknown ones that had to
   */
  record Ordered(int[] operations) implements Decision {}

  /**
   * There is no order.
   *
   * @param why in words
   * @param evidence operations that contradict each other, together with those that wrote the
   *     values that they name; few
   */
  record Refuted(String why, int[] evidence) implements Decision {}

  /**
   * Another way has to be found: the values are not unique, or failed comparisons fit into none of
   * the orders that were tried.
   */
  record Open(String why) implements Decision {}
}
