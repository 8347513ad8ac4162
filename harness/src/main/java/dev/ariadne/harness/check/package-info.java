/**
 * Verdicts on what a run has stored. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.check.Check}: a question about the evidence of a run.
 *   <li>{@link dev.ariadne.harness.check.Evidence}: everything that a run has left, in memory or in
 *       its store.
 *   <li>{@link dev.ariadne.harness.check.Result}: the outcome of one check.
 *   <li>{@link dev.ariadne.harness.check.Verdict}: valid, vacuous, unknown or invalid; of several
 *       the worst counts.
 *   <li>{@link dev.ariadne.harness.check.Checks}: several checks as one.
 *   <li>{@link dev.ariadne.harness.check.CheckProvider}: offers the check of a user's own workload.
 *   <li>{@code DefaultWorkloadCheck}: the check of a workload that has no check of its own.
 *   <li>{@link dev.ariadne.harness.check.LinearizableCheck}: every key is linearizable.
 *   <li>{@code OperationKeys}: the keys of operations whose values are {@code [key value]}.
 *   <li>{@code SetCheck}: an added element stays in the set.
 *   <li>{@code AppendCheck}: a list grows only at its end.
 *   <li>{@code CounterCheck}: observed numbers lie between the possible sums.
 *   <li>{@code CollectionFindings}: the findings of a check of a collection, by kind.
 *   <li>{@code FinalReadsCheck}: after the heal every key can be read.
 *   <li>{@code NodesCheck}: no node ends by itself without a permitted reason.
 *   <li>{@code OraclesCheck}: observers of a simulated world have no complaint.
 *   <li>{@code SnapshotRecoveryCheck}: nodes recover from their disks to the same state, with and
 *       without snapshots.
 *   <li>{@code StatsCheck}: counts operations by kind and outcome, and the longest time without
 *       success.
 *   <li>{@code ErrorCounts}: counts the reasons why operations failed.
 *   <li>{@code FaultsCheck}: each requested kind of fault had an effect.
 *   <li>{@link dev.ariadne.harness.check.FaultEffects}: what one kind of fault did in a run.
 *   <li>{@link dev.ariadne.harness.check.FaultWindow}: a fault and the time during which it was in
 *       force.
 *   <li>{@code ByHandCheck}: a test by hand had enough operations to show something.
 * </ol>
 *
 * <p>Each verdict is a function of the store, so a check can be repeated. A check that throws is
 * unknown, never valid. A run in which too little happened is vacuous, never valid.
 */
package dev.ariadne.harness.check;
