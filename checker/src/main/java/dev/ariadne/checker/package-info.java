/**
 * Is a history linearizable? {@link dev.ariadne.checker.Checker} answers with a {@link
 * dev.ariadne.checker.Verdict}, within a {@link dev.ariadne.checker.Budget}; {@link
 * dev.ariadne.checker.CheckFiles} does so for files.
 *
 * <p>Below, each using only what stands before it: {@code edn}, {@code history}, {@code model},
 * {@code engine}, {@code explain}; {@code read} turns files into histories and knows {@code edn}
 * and {@code history} only. No clock and no randomness; threads only across keys ({@code Workers}):
 * the same history gets the same verdict.
 *
 * <p>An explanation is made when somebody first asks for it ({@code Explanations}): a verdict does
 * not wait for it.
 */
package dev.ariadne.checker;
