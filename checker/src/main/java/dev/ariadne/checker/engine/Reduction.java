package dev.ariadne.checker.engine;

/**
 * The reductions of the search. Each keeps at least one witness if there is one, in any combination
 * with others. Each can be switched off for tests.
 */
public enum Reduction {
  /** An observer that can happen now happens now. To wait is never better. */
  GREEDY_OBSERVERS,
  /** Unknown operations whose effect no operation can have seen are dropped. */
  USELESS_UNKNOWNS,
  /** Of operations with the same effect, the one with the earliest deadline happens first. */
  SYMMETRY,
  /** A configuration is dropped if an otherwise equal one has used fewer unknown operations. */
  DOMINANCE,
  /** Unknown operations happen only right before an operation that needs them. */
  LAZY_UNKNOWNS,
  /**
   * A state is not left while an operation must still see it and no operation can write it again in
   * time.
   */
  LOOK_AHEAD,
  /** An operation that alone can have written a value happened before the value was seen. */
  TIGHTENING,
  /** States that no operation can tell apart are treated as one. */
  FORGETTING,
  /** Before the search: no operation needs a value that had certainly been overwritten. */
  STALE_READS,
  /** After a long search: the intervals in which values were there do not contradict each other. */
  VALUE_INTERVALS
}
