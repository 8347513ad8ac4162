package dev.ariadne.harness.history;

import dev.ariadne.checker.history.Op;

/** Receives each event as it happens. */
public interface HistoryRecorder {

  /**
   * Records one operation. After the return the record survives the end of this program. An
   * invocation is recorded before it is sent.
   *
   * @throws java.io.UncheckedIOException if it could not be written
   */
  void record(Op op);
}
