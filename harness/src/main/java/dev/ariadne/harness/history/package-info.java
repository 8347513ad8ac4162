/**
 * The history of a run on disk, in Jepsen's format. The checker reads it again. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.history.HistoryRecorder}: receives each event as it happens.
 *   <li>{@link dev.ariadne.harness.history.HistoryWriter}: writes events to {@code history.edn}.
 *   <li>{@link dev.ariadne.harness.history.Edn}: short methods to build and read EDN values.
 *   <li>{@link dev.ariadne.harness.history.RecordEdn}: writes records as EDN maps and reads them.
 * </ol>
 *
 * <p>The interpreter keeps the rules of the format that concern its content: a process is not used
 * after {@code :info}, and {@code :fail} repeats the value.
 */
package dev.ariadne.harness.history;
