package dev.ariadne.checker.engine;

import java.util.function.BooleanSupplier;

/** What a search may spend and has spent. Steps and bytes are counted, so a verdict repeats. */
public final class Meter {

  /** How often, in steps, the caller is asked whether to go on. */
  private static final int ASK_EVERY = 1024;

  /** So many multisets are compared in the time of one step, or longer. */
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
   * Starts at nothing spent.
   *
   * @param stepsMax configurations tried
   * @param bytesMax held at one time, as counted from the sizes of arrays
   * @param cancelled whether to stop now; asked every so often
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

  /** One of several who share what there is; it counts what it has taken itself. */
  Meter share() {
    return new Meter(this);
  }

  /** Gives back the bytes that this share has taken; what stopped for want of them may go on. */
  void close() {
    whole.bytes -= bytes;
    bytes = 0;
    if (whole.bytes <= bytesMax && whole.steps <= stepsMax) {
      whole.stopped = whole.cancelled.getAsBoolean() ? "cancelled" : null;
    }
  }

  /** Counts one step; false when it is time to stop. */
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
   * Counts comparisons of what has been reached with what was reached before, of which a hard
   * history takes thousands for each configuration; enough of them are a step.
   */
  void compared(int count) {
    compared += count;
    while (compared >= COMPARED_IN_A_STEP) {
      compared -= COMPARED_IN_A_STEP;
      step();
    }
  }

  /** Whether work whose size is known before may be done. */
  boolean affords(long workSteps, long workBytes) {
    return steps + workSteps <= stepsMax
        && bytes + workBytes <= bytesMax
        && !cancelled.getAsBoolean();
  }

  /** Counts work that was affordable. */
  void took(long workSteps) {
    steps += workSteps;
  }

  /** Counts memory taken (or given back, below 0). */
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

  /** Why it stopped; null while it may go on. */
  public String stopped() {
    return whole != null ? whole.stopped : stopped;
  }

  /** Steps counted so far. */
  public long steps() {
    return steps;
  }
}
