package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Decides the next operation. A generator is an immutable value, as in Jepsen since 0.2. A question
 * changes nothing, and the answer contains the generator for the next question. The same generator
 * always gives the same answer to the same context, so an answer may be thrown away.
 */
public interface Generator {

  /** The next operation, by a free worker of the context. */
  NextOperation next(Context context);

  /**
   * The generator after an event: an operation began, perhaps one of its own, or was completed. The
   * context is the one just after the event, but a process of unknown outcome still belongs to its
   * worker.
   */
  default Generator update(Context context, Op event) {
    return this;
  }
}
