/**
 * Texts that tools have written, as histories: {@link dev.ariadne.checker.read.HistoryReader} for
 * each {@link dev.ariadne.checker.read.Format}, and {@link dev.ariadne.checker.read.Guess} for what
 * nobody said. Damage is an error with file and line, never a guess.
 */
package dev.ariadne.checker.read;
