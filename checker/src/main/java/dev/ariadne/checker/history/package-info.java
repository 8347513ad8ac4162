/**
 * Histories: what the clients of a system did and saw.
 *
 * <p>The classes, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.history.Op}: one line of a history, as Jepsen's operation map.
 *   <li>{@link dev.ariadne.checker.history.OpEdn}: that line as EDN.
 *   <li>{@link dev.ariadne.checker.history.Operation}: an invocation and its completion.
 *   <li>{@link dev.ariadne.checker.history.Input}: the function and the argument of an operation.
 *   <li>{@link dev.ariadne.checker.history.Output}: the outcome: ok, failed or unknown.
 *   <li>{@link dev.ariadne.checker.history.History}: the operations of a history.
 *   <li>{@link dev.ariadne.checker.history.HistoryBuilder}: pairs invocations with completions.
 *   <li>{@link dev.ariadne.checker.history.HistoryException}: a history that is not possible.
 *   <li>{@link dev.ariadne.checker.history.Drains}: replaces {@code :drain} of a queue by dequeues.
 * </ul>
 *
 * <p>Invariants: the operations of one process do not overlap. The positions of invocations and
 * completions are all different. An operation with an unknown outcome never returns.
 */
package dev.ariadne.checker.history;
