package dev.ariadne.checker.engine;

import java.util.function.BooleanSupplier;

/**
 * Counts the steps and bytes of a decision against the budget. They are counted, not measured, so a
 * verdict is repeatable.
 */
public final class Meter {

  /** The number of steps between two questions whether to stop. */
  private static final int ASK_EVERY = 1024;

  /** The number of multiset comparisons that count as one step. */
  private static final int COMPARED_IN_A_STEP = 32;

  private final long stepsMax;
  private final long bytesMax;
  private final BooleanSupplier cancelled;
  private final Meter whole;
  private long steps;
  private int compared;
  private long bytes;
  private String stopped;

  /**
   * A meter on which nothing is spent.
   *
   * @param stepsMax the most configurations that may be tried
   * @param bytesMax the most bytes that may be held at one time, counted from the sizes of arrays
   * @param cancelled whether to stop; asked about every thousand steps
   */
  public Meter(long stepsMax, long bytesMax, BooleanSupplier cancelled) {
    this.stepsMax = stepsMax;
    this.bytesMax = bytesMax;
    this.cancelled = cancelled;
    this.whole = null;
  }

  private Meter(Meter whole) {
    this.stepsMax = whole.stepsMax;
    this.bytesMax = whole.bytesMax;
    this.cancelled = whole.cancelled;
    this.whole = whole;
  }

  /** Returns a meter that shares this budget and also counts its own share. */
  Meter share() {
    return new Meter(this);
  }

  /**
   * Returns the bytes of this share to the budget. Searches that stopped because of bytes may
   * continue.
   */
  void close() {
    whole.bytes -= bytes;
    bytes = 0;
    if (whole.bytes <= bytesMax && whole.steps <= stepsMax) {
      whole.stopped = whole.cancelled.getAsBoolean() ? "cancelled" : null;
    }
  }

  /** Counts one step. Returns false if the work must stop. */
  boolean step() {
    if (whole != null) {
      steps++;
      return whole.step();
    }
    if (++steps > stepsMax) {
      stopped = "the budget of " + stepsMax + " steps is spent";
    } else if (steps % ASK_EVERY == 0 && cancelled.getAsBoolean()) {
      stopped = "cancelled";
    }
    return stopped == null;
  }

  /**
   * Counts comparisons with earlier configurations. A hard history takes thousands for each
   * configuration, so a number of them counts as a step.
   */
  void compared(int count) {
    compared += count;
    while (compared >= COMPARED_IN_A_STEP) {
      compared -= COMPARED_IN_A_STEP;
      step();
    }
  }

  /** Returns whether the budget allows work of a known size. */
  boolean affords(long workSteps, long workBytes) {
    return steps + workSteps <= stepsMax
        && bytes + workBytes <= bytesMax
        && !cancelled.getAsBoolean();
  }

  /** Counts work that {@link #affords} has allowed. */
  void took(long workSteps) {
    steps += workSteps;
  }

  /** Counts bytes that were taken; negative if they were given back. */
  void bytes(long taken) {
    bytes += taken;
    if (whole != null) {
      whole.bytes(taken);
    } else if (bytes > bytesMax && stopped == null) {
      stopped = "the budget of " + bytesMax + " bytes is spent";
    }
  }

  boolean exhausted() {
    return stopped() != null;
  }

  /** The reason why the work must stop; null if it may continue. */
  public String stopped() {
    return whole != null ? whole.stopped : stopped;
  }

  /** The steps counted so far. */
  public long steps() {
    return steps;
  }
}
