package dev.ariadne.harness.junit;

import dev.ariadne.harness.interpreter.VirtualClock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The clock of a test by hand, with a way to wait. */
interface TestClock {

  /** The time that a waiting thread sleeps between two looks. */
  long LOOK_NANOS = 1_000_000;

  /** The nanoseconds since an arbitrary start. */
  long now();

  /** Waits until it is that time, or until something holds. */
  void waitUntil(long time, BooleanSupplier done);

  /** In a simulation, in which nothing happens but by waiting. */
  static TestClock of(VirtualClock clock) {
    return new TestClock() {
      @Override
      public long now() {
        return clock.now();
      }

      @Override
      public void waitUntil(long time, BooleanSupplier done) {
        while (!done.getAsBoolean() && clock.advance(time)) {
          // Something has happened.
        }
      }
    };
  }

  /** In real time. */
  static TestClock real(LongSupplier nanos) {
    return new TestClock() {
      @Override
      public long now() {
        return nanos.getAsLong();
      }

      @Override
      public void waitUntil(long time, BooleanSupplier done) {
        while (!done.getAsBoolean() && nanos.getAsLong() < time) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    };
  }
}
