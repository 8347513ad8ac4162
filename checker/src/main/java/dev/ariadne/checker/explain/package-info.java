/**
 * Why a history is not linearizable, as data ({@link dev.ariadne.checker.explain.Counterexample})
 * and as text ({@link dev.ariadne.checker.explain.CounterexampleText}); found by {@link
 * dev.ariadne.checker.explain.Explainer}, which asks the engine about weakened histories: what a
 * weaker history cannot explain, the history itself cannot either. No write is ever left out.
 */
package dev.ariadne.checker.explain;
