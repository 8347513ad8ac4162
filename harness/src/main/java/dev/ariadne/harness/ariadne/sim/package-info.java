/**
 * The server of this project as a simulation: a whole cluster in one thread on virtual time. In
 * reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimWorld}: the nodes, and all that they share.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.WorldConditions}: everything that no fault changes;
 *       {@link dev.ariadne.harness.ariadne.sim.WorldConditionsText} is the same in test.json.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Timeline}: what is to happen, in order.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Trace}: what has happened, as one number.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Decisions}: every choice of a run, at a named place;
 *       {@link dev.ariadne.harness.ariadne.sim.DecisionsFile} is the same as text.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimNode}: one node over all its boots, with a disk
 *       that outlives its processes and a {@link dev.ariadne.harness.ariadne.sim.SimClock} of its
 *       own.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimNetwork}, {@link
 *       dev.ariadne.harness.ariadne.sim.SimLink}, {@link
 *       dev.ariadne.harness.ariadne.sim.LinkModel}: what becomes of frames. {@link
 *       dev.ariadne.harness.ariadne.sim.RaftFrames} reads where a message stands in a frame.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Situation}: what a world counts.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Observer} is told what happens, and changes nothing.
 *   <li>{@code sim.cluster}: the world as nemeses and clients see it.
 *   <li>{@code sim.watch}: observers, which judge and count what happens.
 *   <li>{@code sim.run}: runs and sweeps of worlds, from the command line to the verdict.
 * </ol>
 *
 * <p>Every decision is one of {@code Decisions}: a function of the seed, the name of the place
 * where it is taken, and how many were taken there before. Nothing here asks a clock, throws dice
 * or iterates in an order that is not fixed; no thread is known but the sweep's. Calls go up:
 * {@code sim} knows nothing of {@code sim.cluster} and {@code sim.watch}, and {@code sim.run} knows
 * all.
 */
package dev.ariadne.harness.ariadne.sim;
