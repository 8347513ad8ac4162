package dev.ariadne.harness.generator;

import dev.ariadne.checker.history.Op;

/**
 * Says what to do next. A pure value, as in Jepsen since 0.2: asking changes nothing, the answer
 * carries the generator to go on with, and the same generator gives the same answer to the same
 * context for ever. An answer may therefore be thrown away.
 */
public interface Generator {

  /** What to do next, by a free worker of the context. */
  NextOperation next(Context context);

  /**
   * The generator after something has happened: an operation began (also one of its own) or was
   * completed. The context is as it was just after that, but a process whose outcome is unknown is
   * still its worker's.
   */
  default Generator update(Context context, Op event) {
    return this;
  }
}
