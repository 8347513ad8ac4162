/**
 * Observers of a simulated world: they judge and count what happens, and change nothing. In reading
 * order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.SimOracles} tells the oracles what happens,
 *       and the world what they find.
 *   <li>{@code SimServerProcess}: one boot of a simulated node, as the oracles see it.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.TimingRules} asks the rules about what a node
 *       has to do in time.
 *   <li>{@code ObservedBoot}: what these rules know of one boot together.
 *   <li>{@code AnswersInTime}: a node answers every request.
 *   <li>{@code LeadsWithQuorum}: a leader hears a majority.
 *   <li>{@code LeadsWhileAnswered}: a leader leads as long as a majority answers it.
 *   <li>{@code StandsAfterSilence}: no candidate has just heard its leader.
 *   <li>{@code StandsInTime}: a voter without a leader stands for election.
 *   <li>{@code GrantsWhenItMay}: a node grants a vote or a promise that nothing speaks against.
 *   <li>{@code CommitsWhenItMay}: what a majority is known to hold is committed at once.
 *   <li>{@code HoldsOffWhileLed}: a follower that hears its leader helps no candidate.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.HeartbeatsInTime}: a leader sends to every
 *       voter in time.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.HigherTermsFollowed}: a node enters a higher
 *       term that a member tells it.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.Coverage} counts the situations that make raft
 *       hard.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.watch.NodeFilesWriter} writes what each node leaves
 *       into the store of a run.
 * </ol>
 */
package dev.ariadne.harness.ariadne.sim.watch;
