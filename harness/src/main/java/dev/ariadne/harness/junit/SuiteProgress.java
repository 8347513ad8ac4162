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
 * Says how far a suite has come, in short lines on the standard error, so that no build is silent
 * for long. Quick seeds get no line each: between two lines lies some time at least.
 */
final class SuiteProgress {
  /** Between two lines, at least. */
  static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A run that goes on has a line as often. */
  static final long RUNNING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int LINE_CHARS_MAX = 200;
  private static final long LOOK_MILLIS = 1_000;

  /** All suites of this JVM together, from its first on. */
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
   * @param test as a person names it
   * @param number of the seed among those of the test, from 1
   * @param of how many seeds
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

  /** A run goes on; says so if it was silent for long. */
  synchronized void goesOn(Run run, Supplier<Optional<String>> moment) {
    if (clock.getAsLong() - last >= RUNNING_NANOS) {
      say(run + ": " + moment.get().orElse("is running"));
    }
  }

  private void say(String text) {
    last = clock.getAsLong();
    lines.accept("ariadne: " + Printable.line(text, LINE_CHARS_MAX));
  }

  /** Begins to look at a run now and then, until the thread is interrupted. */
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
