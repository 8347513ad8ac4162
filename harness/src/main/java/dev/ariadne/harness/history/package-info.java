/**
 * The history of a run on disk, in Jepsen's format: {@link dev.ariadne.harness.history.Journal}
 * takes operations down, {@link dev.ariadne.harness.history.HistoryWriter} in {@code history.edn}.
 * It is read again by the checker.
 *
 * <p>What the format demands beyond its shape (a process is retired after {@code :info}, {@code
 * :fail} repeats the value) the interpreter sees to.
 */
package dev.ariadne.harness.history;
