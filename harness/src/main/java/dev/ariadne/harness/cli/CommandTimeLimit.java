package dev.ariadne.harness.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The time after which {@code ariadne check} ends. Most work asks whether it is over and stops by
 * itself; what does not, such as reading from a pipe that says nothing, is left behind.
 */
final class CommandTimeLimit {

  /** Why something is unknown. */
  static final String IS_OVER = "the time limit (--time-limit) was reached";

  /** What work is given to stop by itself once the time is over. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Optional<Duration> limit;
  private final long begun = System.nanoTime();

  private CommandTimeLimit(Optional<Duration> limit) {
    this.limit = limit;
  }

  /** Runs from now; empty: is never over. */
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
   * Works; empty if the time is over before it has begun or ended.
   *
   * @throws RuntimeException or Error, what the work throws
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
