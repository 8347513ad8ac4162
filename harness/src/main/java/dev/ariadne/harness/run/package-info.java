/**
 * Runs, and which systems there are to run. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.run.TestRun}: one test from beginning to end, in whichever
 *       world; {@link dev.ariadne.harness.run.RunResult} is what came of it.
 *   <li>{@link dev.ariadne.harness.run.Simulator}: a target on virtual time. Many worlds are an
 *       {@code SweepRequest}, one is a {@code RunRequest}, one that is told while it runs a {@code
 *       ReplayRequest}, one that somebody drives by hand an {@code OpenSimulation}.
 *   <li>{@link dev.ariadne.harness.run.TraceWriter} writes the trace of such a run from one {@link
 *       dev.ariadne.harness.run.TracePlace} to another; {@link dev.ariadne.harness.run.TraceWindow}
 *       is the part of it in which a violation came to be.
 *   <li>{@link dev.ariadne.harness.run.VirtualTarget}: what a user writes in its place, and {@code
 *       VirtualSimulator} runs.
 *   <li>{@link dev.ariadne.harness.run.Targets}: all that are on the class path, by name.
 * </ol>
 */
package dev.ariadne.harness.run;
