/**
 * The linearizability checker. {@link dev.ariadne.checker.Checker} takes a model and a history and
 * answers with a {@link dev.ariadne.checker.Verdict}.
 *
 * <p>The classes, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.Checker}: splits a history by key and checks each key.
 *   <li>{@link dev.ariadne.checker.Budget}: the steps and bytes that a check may spend.
 *   <li>{@link dev.ariadne.checker.Verdict}: the answer for a whole history.
 *   <li>{@link dev.ariadne.checker.KeyVerdict}: the answer for one key.
 *   <li>{@code Explanations}: makes counterexamples, each when it is first asked for.
 *   <li>{@code Workers}: runs the checks of several keys on several threads.
 *   <li>{@link dev.ariadne.checker.CheckFiles}: reads history files and checks them.
 *   <li>{@link dev.ariadne.checker.FileVerdict}: the answer for one file.
 *   <li>{@link dev.ariadne.checker.VerdictJson}: writes the answers as JSON.
 *   <li>{@link dev.ariadne.checker.ColumnsChecker}: checks one register with millions of
 *       operations.
 * </ul>
 *
 * <p>The packages, from the lowest up: {@code edn} and {@code json} (text formats), {@code history}
 * (operations), {@code read} (files), {@code model} (specifications), {@code unique} (decisions
 * without search), {@code engine} (decisions), {@code explain} (counterexamples). A package uses
 * only packages that stand before it; this one uses them all.
 *
 * <p>Invariant: the same history, model and budget give the same verdict. Therefore nothing here
 * reads a clock or draws random numbers, and only {@code Workers} starts threads.
 */
package dev.ariadne.checker;
