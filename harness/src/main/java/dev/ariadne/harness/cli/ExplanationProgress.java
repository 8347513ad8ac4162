package dev.ariadne.harness.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Tells on the standard error how far an explanation is that takes long. */
final class ExplanationProgress {

  /** Nothing is told before, and a line after each such time. */
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final long stepsMax;
  private final LongSupplier nanoTime;

  ExplanationProgress(PrintWriter err, long stepsMax, LongSupplier nanoTime) {
    this.err = err;
    this.stepsMax = stepsMax;
    this.nanoTime = nanoTime;
  }

  /** For the explanations of a file, which begin now. */
  LongConsumer of(String file) {
    return new LongConsumer() {
      private long last = nanoTime.getAsLong();

      @Override
      public void accept(long steps) {
        long now = nanoTime.getAsLong();
        if (now - last >= EVERY_NANOS) {
          last = now;
          err.println(
              file + ": looking for the reason, " + steps + " of at most " + stepsMax + " steps");
          err.flush();
        }
      }
    };
  }
}
