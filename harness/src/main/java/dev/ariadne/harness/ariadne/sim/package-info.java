/**
 * This project's server as a simulation: a whole cluster in one thread on virtual time. In reading
 * order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimWorld}: the simulated cluster: nodes, network,
 *       time and trace.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.WorldConditions}: the conditions of a world that no
 *       fault changes.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.WorldConditionsText}: these conditions as numbers in
 *       {@code test.json}.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.EventQueue}: virtual time: future events in order of
 *       time and sequence.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.TraceHash}: a hash of everything that happened in a
 *       run.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimNode}: one node over all its processes, with a
 *       disk and a clock.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimClock}: a node's clock, with a rate and a start
 *       of its own.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimNetwork}: the links between all nodes.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimLink}: one link in one direction: holds, loses,
 *       repeats or delays frames.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.LinkModel}: what the network does to frames on every
 *       link.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.RaftFrames}: reads kind, sender and receiver of raft
 *       messages from the bytes of frames.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Situation}: a difficult situation that worlds count.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Observer}: watches a running world and changes
 *       nothing.
 * </ol>
 *
 * <p>The packages below: {@code cluster} (the world as a test sees it), {@code watch} (observers),
 * {@code run} (worlds from start to verdict).
 *
 * <p>Every decision comes from {@link dev.ariadne.harness.Decisions}: a function of the seed, the
 * name of the site, and the number of earlier decisions at this site. Nothing here reads a real
 * clock, draws random numbers or iterates in an order that is not fixed. Only the sweep uses
 * threads.
 */
package dev.ariadne.harness.ariadne.sim;
