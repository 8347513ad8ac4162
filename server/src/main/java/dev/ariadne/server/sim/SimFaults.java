package dev.ariadne.server.sim;

import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.port.Disk.Step;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** What a simulated disk has been told to get wrong. */
final class SimFaults {

  /**
   * A step that does not succeed.
   *
   * @param bytesWritten how much of a write happens nevertheless
   * @param crash what happens before the error is told
   */
  record Trouble(int bytesWritten, IOException error, Runnable crash) {}

  private static final Predicate<Step> NONE = step -> false;

  private Predicate<Step> stall = NONE;
  private Predicate<Step> fail = NONE;
  private Trouble failure;
  private long stepsBeforeStop = Long.MAX_VALUE;
  private Trouble stop;

  /** What happens to a step that is about to be done: nothing, as a rule. */
  Optional<Trouble> meets(Step step) {
    if (stepsBeforeStop == 0) {
      Trouble now = stop;
      stop = new Trouble(0, stop.error(), () -> {});
      return Optional.of(now);
    }
    if (fail.test(step)) {
      fail = NONE;
      return Optional.of(failure);
    }
    stepsBeforeStop--;
    return Optional.empty();
  }

  boolean stalls(Step step) {
    return stall.test(step);
  }

  void stall(Predicate<Step> which) {
    stall = which;
  }

  void release() {
    stall = NONE;
  }

  void fail(Predicate<Step> which, Trouble trouble) {
    fail = which;
    failure = trouble;
  }

  void stop(long steps, Trouble trouble) {
    Invariant.check(steps >= 0, "%d steps", steps);
    stepsBeforeStop = steps;
    stop = trouble;
  }

  /** A crash ends all of it. */
  void clear() {
    stall = NONE;
    repair();
  }

  /** Everything succeeds again. */
  void repair() {
    fail = NONE;
    stepsBeforeStop = Long.MAX_VALUE;
  }
}
