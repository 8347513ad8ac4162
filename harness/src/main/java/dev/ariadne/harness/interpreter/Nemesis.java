package dev.ariadne.harness.interpreter;

import dev.ariadne.checker.history.Op;

/** Carries out the operations of the nemesis. */
public interface Nemesis {

  /**
   * Does what the operation says and returns when it is done, with the same f and what was done,
   * resolved, as the value: nodes, links, files, offsets, what was counted.
   */
  Op invoke(Op invocation);
}
