package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.port.Clock;

/**
 * A node's clock. It runs at a rate of its own, began at a time of its own, and never runs
 * backwards.
 */
public final class SimClock {

  private static final long MILLION = 1_000_000;

  private final EventQueue eventQueue;

  /** The time that the clock showed when its rate was last set. */
  private long shown;

  /** The virtual time at which the rate was last set. */
  private long since;

  private long driftPpm;

  /**
   * @param shown what it shows now, in nanoseconds
   */
  SimClock(EventQueue eventQueue, long shown) {
    this.eventQueue = eventQueue;
    this.shown = shown;
  }

  public long nanos() {
    long passed = eventQueue.now() - since;
    return shown + passed + scaled(passed, driftPpm);
  }

  /** Sets the drift from now on, in millionths gained or lost. */
  public void drift(long ppm) {
    shown = nanos();
    since = eventQueue.now();
    driftPpm = ppm;
  }

  /** Moves the clock ahead by this much at once. */
  public void jump(long nanos) {
    shown += nanos;
  }

  /** Returns the virtual time in which the clock advances by this much. */
  long real(long nanos) {
    if (driftPpm == 0) {
      return nanos;
    }
    // The inverse of what it gains, not its opposite: half the speed is twice the time.
    long rate = MILLION + driftPpm;
    return nanos / rate * MILLION + Math.ceilDiv(nanos % rate * MILLION, rate);
  }

  private static long scaled(long nanos, long ppm) {
    return ppm == 0 ? 0 : nanos / MILLION * ppm + nanos % MILLION * ppm / MILLION;
  }

  /** The port of one boot of a node. */
  static Clock port(SimNode node, EventQueue eventQueue) {
    long boot = node.boot();
    SimClock clock = node.clock();
    return new Clock() {
      @Override
      public long nanos() {
        return clock.nanos();
      }

      @Override
      public void after(long delayNanos, Runnable task) {
        eventQueue.after(
            clock.real(delayNanos), EventQueue.Kind.TIMER, node.id(), () -> node.run(boot, task));
      }
    };
  }
}
