package dev.ariadne.server.os;

import dev.ariadne.server.port.Clock;

/** The machine's monotonic clock; tasks come due on an event loop. */
public final class SystemClock implements Clock {

  private final EventLoop loop;

  public SystemClock(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void after(long delayNanos, Runnable task) {
    loop.schedule(delayNanos, task);
  }
}
