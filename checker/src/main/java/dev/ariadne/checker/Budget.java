package dev.ariadne.checker;

import java.util.function.BooleanSupplier;

/**
 * What a check may spend. Steps and bytes are counted, not measured, so the same history gets the
 * same verdict on every machine; a limit in time is the caller's, by {@code cancelled}.
 *
 * @param steps configurations tried, over all keys; at least 1
 * @param bytes held at one time, as counted from the sizes of the tables; at least 1
 * @param cancelled asked every thousand steps or so, on the checking threads: true stops the check,
 *     whose verdict is then unknown
 */
public record Budget(long steps, long bytes, BooleanSupplier cancelled) {

  public static final long DEFAULT_STEPS = 50_000_000;
  public static final long DEFAULT_BYTES = 512L << 20;

  public Budget {
    if (steps < 1 || bytes < 1) {
      throw new IllegalArgumentException("a budget of " + steps + " steps, " + bytes + " bytes");
    }
  }

  /** Never cancelled. */
  public static Budget standard() {
    return of(DEFAULT_STEPS, DEFAULT_BYTES);
  }

  /** Never cancelled. */
  public static Budget of(long steps, long bytes) {
    return new Budget(steps, bytes, () -> false);
  }

  /** The same, with something that can stop it. */
  public Budget cancelledBy(BooleanSupplier when) {
    return new Budget(steps, bytes, when);
  }
}
