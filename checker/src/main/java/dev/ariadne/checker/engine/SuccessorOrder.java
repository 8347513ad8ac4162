package dev.ariadne.checker.engine;

/** The order in which a search tries the successors of a configuration. */
enum SuccessorOrder {
  /** By return, the earliest first. Nearly always the fastest. */
  BY_DEADLINE,
  /** By call, the earliest first. */
  BY_CALL
}
