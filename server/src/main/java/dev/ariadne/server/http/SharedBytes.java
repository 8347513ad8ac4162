package dev.ariadne.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that all connections share. Any thread may look. */
final class SharedBytes {

  private final long max;
  private final AtomicLong taken = new AtomicLong();

  SharedBytes(long max) {
    this.max = max;
  }

  /**
   * Takes some, or gives some back if the number is negative.
   *
   * @return false, and nothing is taken, if there are not so many left
   */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) > max && bytes > 0) {
      taken.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  long taken() {
    return taken.get();
  }
}
