/**
 * Correctness suites with JUnit Jupiter. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.junit.ClusterTest}: the annotation of a cluster test.
 *   <li>{@code Settings}: the values of the annotations on a method and its class.
 *   <li>{@code Seeds}: parses the list of seeds.
 *   <li>{@code ClusterTestExtension}: runs a test once for each seed and judges it before the
 *       method is called.
 *   <li>{@code TestParameter}: the kinds of parameters that a test method may have.
 *   <li>{@link dev.ariadne.harness.junit.ClusterRun}: a judged run, as a parameter of a test
 *       method.
 *   <li>{@link dev.ariadne.harness.junit.ByHand}: a cluster for a test method that does the
 *       operations itself.
 *   <li>{@code RecordedCluster}: the cluster of a test by hand; it records the faults.
 *   <li>{@code TestClock}: the clock of a test by hand, with a way to wait.
 *   <li>{@code ByHandStore}: stores the run of a test by hand.
 *   <li>{@code SuiteRuns}: starts the runs of a suite, simulated or live.
 *   <li>{@code SuiteProgress}: prints the progress of a suite.
 *   <li>{@code JUnitOutcome}: turns a verdict into a failed, aborted or passed test.
 *   <li>{@code ClusterViolation}: the error with which a test fails.
 *   <li>{@code AriadneScript}: writes a script that repeats a run from a user's project.
 * </ol>
 *
 * <p>The harness needs JUnit only here; the user's project provides it.
 */
package dev.ariadne.harness.junit;
