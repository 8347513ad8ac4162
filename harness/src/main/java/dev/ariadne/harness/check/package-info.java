/**
 * Verdicts on what a run has left behind: {@link dev.ariadne.harness.check.Evidence} goes into
 * every {@link dev.ariadne.harness.check.Check}, a {@link dev.ariadne.harness.check.Result} comes
 * out, and {@link dev.ariadne.harness.check.Checks} makes one of several.
 *
 * <p>Everything is a function of the store, so that a check can be repeated. A check that throws is
 * unknown, never valid; a run in which too little happened is vacuous, never valid.
 *
 * <p>Beside the checks of workloads: {@code ByHandCheck} (did a test by hand show anything), {@code
 * PromiseCheck} (a promise of an unknown workload), {@code ErrorCounts} (the most frequent errors
 * of a run).
 */
package dev.ariadne.harness.check;
