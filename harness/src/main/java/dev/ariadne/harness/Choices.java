package dev.ariadne.harness;

/**
 * Every decision of a test, a function of its seed. Nothing is drawn from a stream: a new decision
 * at one site disturbs none at another.
 */
public interface Choices {

  /**
   * Chooses from 0 (inclusive) to {@code bound} (exclusive, at least 1); 0 is the harmless choice
   * where there is one. The same arguments give the same answer for ever.
   *
   * @param site a stable name of what is decided
   * @param occurrence which decision of that site it is, from 0
   */
  int pick(String site, long occurrence, int bound);
}
