/**
 * The operations of clients. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.workload.Workload}: the generators of a test's phases.
 *   <li>{@link dev.ariadne.harness.workload.MoreReads}: adds reads to a workload.
 *   <li>{@link dev.ariadne.harness.workload.KeyOperations}: operations on a key of a scene's own.
 *   <li>{@link dev.ariadne.harness.workload.WorkloadProvider}: offers a user's own workload.
 *   <li>{@link dev.ariadne.harness.workload.Workloads}: all workloads by name.
 *   <li>{@link dev.ariadne.harness.workload.RegisterWorkload}: registers with read, write and
 *       compare-and-set.
 *   <li>{@code RegisterGenerator}: the operations on one register.
 *   <li>{@link dev.ariadne.harness.workload.SetWorkload}: a set to which each number is added once.
 *   <li>{@link dev.ariadne.harness.workload.AppendWorkload}: lists to which numbers are appended.
 *   <li>{@link dev.ariadne.harness.workload.CounterWorkload}: counters that are incremented and
 *       read.
 *   <li>{@code ReadOperations}: the reads at the start and the end of a test.
 * </ol>
 *
 * <p>The package {@code check} has the check of each workload.
 */
package dev.ariadne.harness.workload;
