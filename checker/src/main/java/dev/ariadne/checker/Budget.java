package dev.ariadne.checker;

import java.util.function.BooleanSupplier;

/**
 * What a check may spend. Steps and bytes are counted, not measured, so the same history gets the
 * same verdict on every machine; a limit in time is the caller's, by {@code cancelled}.
 *
 * @param steps configurations tried, over all keys; at least 1
 * @param bytes held at one time, as counted from the sizes of the tables; at least 1
 * @param explanationSteps configurations tried, beside those of the verdict, to find out why a
 *     history is not linearizable, over all its keys; beyond it an explanation is not minimal, and
 *     says so; at least 0
 * @param cancelled asked every thousand steps or so, on the checking threads: true stops the check,
 *     whose verdict is then unknown
 */
public record Budget(long steps, long bytes, long explanationSteps, BooleanSupplier cancelled) {

  public static final long DEFAULT_STEPS = 50_000_000;
  public static final long DEFAULT_BYTES = 512L << 20;
  public static final long DEFAULT_EXPLANATION_STEPS = 1_000_000;

  public Budget {
    if (steps < 1 || bytes < 1 || explanationSteps < 0) {
      throw new IllegalArgumentException(
          "expected at least 1 step, 1 byte and 0 explanation steps; found "
              + steps
              + ", "
              + bytes
              + " and "
              + explanationSteps);
    }
  }

  /** Never cancelled. */
  public static Budget standard() {
    return of(DEFAULT_STEPS, DEFAULT_BYTES);
  }

  /** Never cancelled. */
  public static Budget of(long steps, long bytes) {
    return new Budget(steps, bytes, DEFAULT_EXPLANATION_STEPS, () -> false);
  }

  /** The same, with something that can stop it. */
  public Budget cancelledBy(BooleanSupplier when) {
    return new Budget(steps, bytes, explanationSteps, when);
  }

  /** The same with another bound of explanations. */
  public Budget explaining(long newExplanationSteps) {
    return new Budget(steps, bytes, newExplanationSteps, cancelled);
  }
}
