/**
 * Correctness suites with JUnit Jupiter. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.junit.ClusterTest} is what a suite says; {@code Settings} is
 *       what that comes to for one method, {@code Seeds} which seeds it names.
 *   <li>{@code ClusterTestExtension} runs it: a run for each seed, judged before the method is
 *       called. {@link dev.ariadne.harness.junit.ClusterRun} is what the method gets.
 *   <li>{@link dev.ariadne.harness.junit.ByHand} is a cluster for a method that does the operations
 *       itself.
 *   <li>{@code SuiteRuns} begins runs, in simulation or live; {@code SuiteProgress} says how far
 *       they have come; {@code JUnitOutcome} says what a verdict means to JUnit, and in which
 *       words; {@code ClusterViolation} is how a test fails.
 * </ol>
 *
 * <p>JUnit is the user's own: the harness needs it only here.
 *
 * <p>A test by hand works on a {@code RecordedCluster}, which notes the faults; {@code ByHandStore}
 * keeps its run.
 */
package dev.ariadne.harness.junit;
