package dev.ariadne.harness.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The time limit of {@code ariadne check}. Most work asks if the time is over, and stops by itself.
 * Other work is abandoned, such as reading from a pipe without data.
 */
final class CommandTimeLimit {

  /** The reason for an unknown verdict after the time limit. */
  static final String IS_OVER = "the time limit (--time-limit) was reached";

  /** The time that work has to stop by itself after the limit. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Optional<Duration> limit;
  private final long begun = System.nanoTime();

  private CommandTimeLimit(Optional<Duration> limit) {
    this.limit = limit;
  }

  /** A time limit from now on; without a limit the time is never over. */
  static CommandTimeLimit fromNow(Optional<Duration> limit) {
    return new CommandTimeLimit(limit);
  }

  boolean isOver() {
    return limit.isPresent() && left() <= 0;
  }

  private long left() {
    return limit.orElseThrow().toNanos() - (System.nanoTime() - begun);
  }

  /**
   * Does the work and returns its result; empty if the time is over before the work has begun or
   * ended.
   *
   * @throws RuntimeException or Error if the work throws it
   */
  <T> Optional<T> within(Supplier<T> work) {
    if (limit.isEmpty()) {
      return Optional.of(work.get());
    }
    if (isOver()) {
      return Optional.empty();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread worker = new Thread(task, "check");
    worker.setDaemon(true);
    worker.start();
    try {
      return Optional.of(task.get(left() + GRACE.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new AssertionError(e);
    }
  }
}
