package dev.ariadne.harness.junit;

import dev.ariadne.harness.interpreter.VirtualClock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How time passes for somebody who waits. */
interface WaitingTime {

  /** How long a waiting thread sleeps between two looks. */
  long LOOK_NANOS = 1_000_000;

  /** Nanoseconds since some moment. */
  long now();

  /** Waits until it is that time, or until something holds. */
  void until(long time, BooleanSupplier done);

  /** In a simulation, in which nothing happens but by waiting. */
  static WaitingTime of(VirtualClock clock) {
    return new WaitingTime() {
      @Override
      public long now() {
        return clock.now();
      }

      @Override
      public void until(long time, BooleanSupplier done) {
        while (!done.getAsBoolean() && clock.advance(time)) {
          // Something has happened.
        }
      }
    };
  }

  /** In real time. */
  static WaitingTime real(LongSupplier nanos) {
    return new WaitingTime() {
      @Override
      public long now() {
        return nanos.getAsLong();
      }

      @Override
      public void until(long time, BooleanSupplier done) {
        while (!done.getAsBoolean() && nanos.getAsLong() < time) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    };
  }
}
