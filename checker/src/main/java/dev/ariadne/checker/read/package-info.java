/**
 * Texts that tools have written, as histories: {@link dev.ariadne.checker.read.HistoryReader} for
 * each {@link dev.ariadne.checker.read.Format}, and {@link dev.ariadne.checker.read.Guess} for what
 * nobody said. Damage is an error with file and line, never a guess.
 *
 * <p>{@code JepsenLog}, {@code JsonMessage} and {@code HistoryTxt} find the operations in Jepsen's
 * logs, its logs as JSON and {@code history.txt}; {@code OperationText} reads the text of one,
 * which all three share. {@code Beside} names the readable file beside one that is refused.
 */
package dev.ariadne.checker.read;
