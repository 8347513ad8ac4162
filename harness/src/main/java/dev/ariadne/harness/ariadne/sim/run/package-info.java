/**
 * Runs of simulated worlds, from the command line to the verdict. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.AriadneSimulator} is what the command line
 *       finds.
 *   <li>{@code SimRun} is one world from its beginning to its verdict, by way of the same {@code
 *       TestRun} as a live one.
 *   <li>{@code Swarm} draws each seed's own world.
 *   <li>{@code Sweep} runs many worlds, {@code SweepSummary} adds up what came of them.
 *   <li>{@code RunText} has the words for what is printed.
 *   <li>{@code DeterminismCheck} runs the same world twice.
 *   <li>{@code TraceReplay} runs a stored world again for somebody who looks on.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.FirstViolation} runs a world for its first
 *       violation alone.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.BenchCommand} and {@code Benchmark} say how fast
 *       worlds are.
 * </ol>
 */
package dev.ariadne.harness.ariadne.sim.run;
