package dev.ariadne.checker.engine;

/**
 * The reductions of the search. Each keeps at least one witness if there is one, whatever others
 * are on; each can be switched off to test the others.
 */
public enum Reduction {
  /** An observer that can happen now happens now: later is never better for anybody. */
  GREEDY_OBSERVERS,
  /** Unknown operations whose effect nobody can have noticed did not happen. */
  USELESS_UNKNOWNS,
  /** Of operations that do the same, the one with the earliest deadline goes first. */
  SYMMETRY,
  /** A configuration that used more unknown operations than another, otherwise equal, is no use. */
  DOMINANCE,
  /** Unknown operations happen only just before an operation that needs them. */
  LAZY_UNKNOWNS,
  /** A state is not left while somebody must still see it and nobody can bring it back. */
  LOOK_AHEAD,
  /** Who alone can have written what was seen happened before it was seen. */
  TIGHTENING,
  /** States that nobody can tell apart are one. */
  FORGETTING,
  /** Before any search: nobody needs what had certainly been replaced. */
  STALE_READS,
  /**
   * When a search has become long: values were there in spans that do not contradict each other.
   */
  VALUE_INTERVALS
}
