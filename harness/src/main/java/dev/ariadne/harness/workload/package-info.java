/**
 * What clients do: a {@link dev.ariadne.harness.workload.Workload} is the generators of a test's
 * phases. {@link dev.ariadne.harness.workload.Workloads} knows them by name: registers with
 * compare-and-set, a set, lists that are appended to, counters. What each promises is asked by its
 * own check in {@code check}.
 */
package dev.ariadne.harness.workload;
