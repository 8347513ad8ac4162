package dev.ariadne.harness.cli.knossos;

/** What Knossos says of one register. */
sealed interface KnossosVerdict {

  /** Some order explains all operations. */
  record Valid() implements KnossosVerdict {}

  /**
   * No order does.
   *
   * @param op the operation that could not be explained, as an EDN map
   */
  record Invalid(String op) implements KnossosVerdict {}

  /**
   * It did not come to an end.
   *
   * @param why in Knossos' words
   */
  record Unknown(String why) implements KnossosVerdict {}
}
