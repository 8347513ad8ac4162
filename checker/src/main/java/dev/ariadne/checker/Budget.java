package dev.ariadne.checker;

import java.util.function.BooleanSupplier;

/**
 * The limits of a check. Steps and bytes are counted, not measured, so the same history gets the
 * same verdict on every machine. A caller can set a limit in time by {@code cancelled}.
 *
 * @param steps the configurations that may be tried, over all keys; at least 1
 * @param bytes the bytes that may be held at one time, counted from the sizes of the tables; at
 *     least 1
 * @param explanationSteps the configurations that may be tried for explanations, over all keys and
 *     in addition to {@code steps}; at least 0. Beyond it an explanation may not be minimal, and
 *     says so
 * @param cancelled whether to stop the check; its verdict is then unknown. Asked about every
 *     thousand steps, on the checking threads
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

  /** The default budget; it is never cancelled. */
  public static Budget standard() {
    return of(DEFAULT_STEPS, DEFAULT_BYTES);
  }

  /** A budget with the default explanation steps; it is never cancelled. */
  public static Budget of(long steps, long bytes) {
    return new Budget(steps, bytes, DEFAULT_EXPLANATION_STEPS, () -> false);
  }

  /** The same budget with another way to cancel. */
  public Budget cancelledBy(BooleanSupplier when) {
    return new Budget(steps, bytes, explanationSteps, when);
  }

  /** The same budget with another bound for explanations. */
  public Budget explaining(long newExplanationSteps) {
    return new Budget(steps, bytes, newExplanationSteps, cancelled);
  }
}
