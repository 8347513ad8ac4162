package dev.ariadne.harness.history;

import dev.ariadne.checker.history.Op;

/** Takes down what happens, as it happens. */
public interface Journal {

  /**
   * Records one operation. On return it is safe from the end of this program: an invocation is
   * recorded before it is sent.
   *
   * @throws java.io.UncheckedIOException if it could not be written
   */
  void record(Op op);
}
