package dev.ariadne.harness.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Prints the progress of a long explanation on the standard error. */
final class ExplanationProgress {

  /** The time before the first line, and between two lines. */
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final long stepsMax;
  private final LongSupplier nanoTime;

  ExplanationProgress(PrintWriter err, long stepsMax, LongSupplier nanoTime) {
    this.err = err;
    this.stepsMax = stepsMax;
    this.nanoTime = nanoTime;
  }

  /** The progress of the explanations of one file. They begin now. */
  LongConsumer of(String file) {
    return new LongConsumer() {
      private long last = nanoTime.getAsLong();

      @Override
      public void accept(long steps) {
        long now = nanoTime.getAsLong();
        if (now - last >= EVERY_NANOS) {
          last = now;
          err.println(
              file
                  + ": looking for an explanation, "
                  + steps
                  + " of at most "
                  + stepsMax
                  + " steps");
          err.flush();
        }
      }
    };
  }
}
