package dev.ariadne.harness.interpreter;

import dev.ariadne.checker.history.Op;

/** Carries out the operations of the nemesis. */
public interface Nemesis {

  /**
   * Carries out the operation and returns when it is done. The result has the same f, and as its
   * value the actual effects: nodes, links, files, offsets, counters.
   */
  Op invoke(Op invocation);
}
