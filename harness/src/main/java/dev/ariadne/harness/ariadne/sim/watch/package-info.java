/**
 * Observers of a simulated world: they judge and count what happens, and change nothing. In reading
 * order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.SimOracles} tells the oracles what happens,
 *       and the world what they find; {@code SimServerProcess} shows them a node.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.TimingRules}: what a node has to do in time;
 *       {@code Voters} says who may stand for election.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.HeartbeatsInTime}: a leader sends to every
 *       voter in time.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.HigherTermsFollowed}: a node enters a higher
 *       term that a member tells it.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.Coverage} counts the situations that make raft
 *       hard.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.NodeStores} writes what each node leaves into
 *       the store of a run.
 * </ol>
 */
package dev.ariadne.harness.ariadne.sim.watch;
