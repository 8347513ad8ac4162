/**
 * Reading of history files that other tools have written. A damaged file is an error with file and
 * line; nothing is repaired.
 *
 * <p>The classes, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.read.HistoryReader}: reads a file or a stream in any format.
 *   <li>{@link dev.ariadne.checker.read.Format}: the formats.
 *   <li>{@link dev.ariadne.checker.read.HistoryDetector}: finds out format, model and keys from the
 *       content.
 *   <li>{@code EdnHistory}: reads operation maps in EDN.
 *   <li>{@code JepsenLog}: reads operations in Jepsen's log.
 *   <li>{@code JsonMessage}: takes the message from a log line that is JSON.
 *   <li>{@code HistoryTxt}: reads Jepsen's {@code history.txt}.
 *   <li>{@code OperationText}: reads one operation as Jepsen prints it into logs.
 *   <li>{@code JepsenRunFiles}: names the readable file next to one that is refused.
 * </ul>
 */
package dev.ariadne.checker.read;
