/**
 * What was seen of a system: lines ({@link dev.ariadne.checker.history.Op}, the same as Jepsen's
 * operation maps) and the operations they make up ({@link dev.ariadne.checker.history.Operation},
 * paired by {@link dev.ariadne.checker.history.History}).
 *
 * <p>Invariants: of a history's operations, those of one process do not overlap; positions of
 * invocations and completions are all distinct; an operation of unknown outcome never returns.
 *
 * <p>{@code Drains} takes the {@code :drain} of a queue apart into dequeues.
 */
package dev.ariadne.checker.history;
