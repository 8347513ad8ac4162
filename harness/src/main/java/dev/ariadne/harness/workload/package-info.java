/**
 * What clients do: a {@link dev.ariadne.harness.workload.Workload} is the generators of a test's
 * phases. {@link dev.ariadne.harness.workload.RegisterWorkload} is the only one so far.
 */
package dev.ariadne.harness.workload;
