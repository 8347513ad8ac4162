/**
 * The harness: workloads and faults against a cluster, histories, checks and reports.
 *
 * <p>In reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.harness.Choices}: every decision is a function of the seed
 *   <li>{@link dev.ariadne.harness.Printable}: text of others, made fit for a terminal; {@link
 *       dev.ariadne.harness.OutputPath}: whether a run will be able to write
 *   <li>{@code cluster}: the seam to a target; nobody above it knows whether nodes are live
 *   <li>{@code generator}: pure values that say what to do next
 *   <li>{@code interpreter}: two small ones run a generator, on real threads or on virtual time
 *   <li>{@code history}: what happened, on disk before it happens
 *   <li>{@code workload}, {@code nemesis}: what clients do, and what is done to the nodes
 *   <li>{@code store}: the directory of a run; {@code check}: verdicts on what it holds; {@code
 *       report}: what a person reads
 *   <li>{@code run}: one test from beginning to end; {@code cli}: the command line
 * </ul>
 */
package dev.ariadne.harness;
