/**
 * Explanations: why a history is not linearizable.
 *
 * <p>The classes, in reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.explain.Explainer}: finds the shortest prefix that fails, and a
 *       minimal contradiction in it.
 *   <li>{@link dev.ariadne.checker.explain.Counterexample}: the result as data.
 *   <li>{@link dev.ariadne.checker.explain.CounterexampleText}: the result as text.
 *   <li>{@link dev.ariadne.checker.explain.CounterexampleJson}: the result as JSON.
 *   <li>{@code FactSet}: the facts about operations that are known.
 *   <li>{@code WeakenedHistory}: a history in which only some facts are known.
 *   <li>{@code FactMinimizer}: makes a contradiction minimal.
 *   <li>{@code RelevantOperations}: the operations that can matter to some facts.
 *   <li>{@code ReadAnomalies}: finds stale reads and reads of values that were never written.
 *   <li>{@code Reason}: the kind of the violation and its sentence.
 *   <li>{@code PartialExplanations}: orders of all the evidence but one operation.
 *   <li>{@code Wording}: operations, states and keys in words.
 * </ul>
 *
 * <p>The explainer asks the engine about weakened histories. A history can be explained only if
 * every weakened history can. So a contradiction in a weakened history is one in the history
 * itself. No write is ever left out: without a write, a good history may turn bad.
 */
package dev.ariadne.checker.explain;
