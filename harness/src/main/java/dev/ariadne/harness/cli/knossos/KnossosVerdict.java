package dev.ariadne.harness.cli.knossos;

/** Knossos' verdict on one register. */
sealed interface KnossosVerdict {

  /** An order explains all operations. */
  record Valid() implements KnossosVerdict {}

  /**
   * No order explains all operations.
   *
   * @param op the operation that could not be explained, as an EDN map
   */
  record Invalid(String op) implements KnossosVerdict {}

  /**
   * Knossos did not finish.
   *
   * @param why the reason in Knossos' words
   */
  record Unknown(String why) implements KnossosVerdict {}
}
