package dev.ariadne.checker.engine;

/** Which of several operations that could come next is tried first. */
enum SuccessorOrder {
  /** The one that ended first: what is most pressing. Quickest nearly always. */
  BY_DEADLINE,
  /** The one that began first. */
  BY_CALL
}
