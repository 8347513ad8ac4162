/**
 * Simulated worlds from start to verdict. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.AriadneSimulator}: the simulator that the
 *       command line finds by name.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.Swarm}: draws the world of a seed: its size, its
 *       workload and its faults.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.SimRun}: one world from start to verdict.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.FirstViolationRun}: one world that stops at its
 *       first complaint.
 *   <li>{@code TraceReplay}: runs a world again while a listener receives its events.
 *   <li>{@code RunText}: describes worlds for a person.
 *   <li>{@code Benchmark}: measures the speed and the cost of worlds.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.BenchCommand}: the command {@code ariadne
 *       bench}.
 * </ol>
 */
package dev.ariadne.harness.ariadne.sim.run;
