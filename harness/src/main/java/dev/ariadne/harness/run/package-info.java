/**
 * Runs, and the systems that can be run. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.run.TestRun}: one test from start to end, live or simulated.
 *   <li>{@link dev.ariadne.harness.run.RunResult}: the result of one run.
 *   <li>{@link dev.ariadne.harness.run.SimulationResult}: the part of it that only a simulated run
 *       has.
 *   <li>{@link dev.ariadne.harness.run.TargetRegistry}: all systems on the class path, by name.
 *   <li>{@link dev.ariadne.harness.run.Simulator}: a target on virtual time.
 *   <li>{@link dev.ariadne.harness.run.RunRequest}: a request to run one world.
 *   <li>{@link dev.ariadne.harness.run.SweepRequest}: a request to run many worlds.
 *   <li>{@link dev.ariadne.harness.run.Sweep}: runs many worlds of any simulator on threads.
 *   <li>{@link dev.ariadne.harness.run.WorldResult}: the result of one world of a sweep.
 *   <li>{@link dev.ariadne.harness.run.SweepSummary}: the results of all worlds, added up.
 *   <li>{@link dev.ariadne.harness.run.DeterminismCheck}: runs a world twice and compares.
 *   <li>{@link dev.ariadne.harness.run.EventTrace}: what a run did, for that comparison.
 *   <li>{@link dev.ariadne.harness.run.SimulationSpeed}: how fast worlds were, in words.
 *   <li>{@link dev.ariadne.harness.run.ReplayRequest}: a request to run a world again with a trace.
 *   <li>{@link dev.ariadne.harness.run.OpenSimulation}: a simulated cluster that a person or a test
 *       controls directly.
 *   <li>{@link dev.ariadne.harness.run.TracePlace}: a position in the trace of a run.
 *   <li>{@link dev.ariadne.harness.run.TraceWindow}: the part of a trace around a violation.
 *   <li>{@link dev.ariadne.harness.run.TraceWriter}: writes the trace of a run as text.
 *   <li>{@link dev.ariadne.harness.run.VirtualTarget}: a user's own system on virtual time.
 *   <li>{@link dev.ariadne.harness.run.VirtualSimulator}: the simulator of a {@code VirtualTarget}.
 *   <li>{@link dev.ariadne.harness.run.TraceDigest}: two numbers that are equal for equal runs.
 *   <li>{@link dev.ariadne.harness.run.CodeVersion}: a number for the code of a simulation.
 * </ol>
 */
package dev.ariadne.harness.run;
