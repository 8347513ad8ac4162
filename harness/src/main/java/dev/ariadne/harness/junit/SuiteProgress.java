package dev.ariadne.harness.junit;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Prints the progress of a suite in short lines on the standard error, so that no build is silent
 * for long. There is a least time between two lines, so quick seeds do not have a line each.
 */
final class SuiteProgress {
  /** The least time between two lines. */
  static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** The time between two lines about a run that continues. */
  static final long RUNNING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int LINE_CHARS_MAX = 200;
  private static final long LOOK_MILLIS = 1_000;

  /** The progress of all suites of this JVM together. */
  static final SuiteProgress SHARED = new SuiteProgress(System::nanoTime, System.err::println);

  private final LongSupplier clock;
  private final Consumer<String> lines;
  private long last;

  SuiteProgress(LongSupplier clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
    this.last = clock.getAsLong();
  }

  /**
   * A run of a test.
   *
   * @param test the name of the test for people
   * @param number the number of the seed among those of the test, from 1
   * @param of the number of seeds
   */
  record Run(String test, long seed, int number, int of) {
    @Override
    public String toString() {
      String which = of == 1 ? "" : String.format(Locale.ROOT, " (%d of %d)", number, of);
      return test + ", seed " + seed + which;
    }
  }

  /** A run has ended. */
  synchronized void ended(Run run, Verdict verdict) {
    if (clock.getAsLong() - last >= BETWEEN_NANOS) {
      say(run + ": " + verdict.name().toLowerCase(Locale.ROOT));
    }
  }

  /** A run continues. Prints a line if there was none for long. */
  synchronized void goesOn(Run run, Supplier<Optional<String>> moment) {
    if (clock.getAsLong() - last >= RUNNING_NANOS) {
      say(run + ": " + moment.get().orElse("is running"));
    }
  }

  private void say(String text) {
    last = clock.getAsLong();
    lines.accept("ariadne: " + Printable.line(text, LINE_CHARS_MAX));
  }

  /**
   * Starts a thread that reports about a run from time to time, until the thread is interrupted.
   */
  Thread watch(Run run, Supplier<Optional<String>> moment) {
    return Thread.ofPlatform()
        .daemon()
        .name("suite progress")
        .start(
            () -> {
              try {
                while (true) {
                  Thread.sleep(LOOK_MILLIS);
                  goesOn(run, moment);
                }
              } catch (InterruptedException e) {
                // The run is over.
              }
            });
  }
}
