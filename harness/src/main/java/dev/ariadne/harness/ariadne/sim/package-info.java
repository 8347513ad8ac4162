/**
 * The server of this project as a simulation: a whole cluster in one thread on virtual time. In
 * reading order:
 *
 * <ol>
 *   <li>{@code AriadneSimulator} is what the command line finds; a {@code SimRun} is one world from
 *       its beginning to its verdict, by way of the same {@code TestRun} as a live one.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimWorld}: the nodes, the {@code Timeline} of what
 *       is to happen, the {@code Trace} of what has. {@code WorldConditions} is all that no fault
 *       changes, {@code WorldConditionsText} the same in test.json.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.SimNode}: one node over all its lives, with a disk
 *       that outlives them and a {@code SimClock} of its own.
 *   <li>{@code SimNetwork}, {@code SimLink}, {@code LinkModel}: what becomes of frames.
 *   <li>{@code SimCluster} is the world as nemeses and clients see it; {@code SimTornLogs}, {@code
 *       SimDamage}, {@code SimDisks}, {@code SimRecovery}, {@code SimClientLinks} are its further
 *       capabilities. {@code SimClient} and {@code SimExchanges} carry requests to nodes in the
 *       words of HTTP, {@code ValuePadding} makes values long.
 *   <li>{@code BackgroundFaults}: small accidents on top of whatever the nemesis does. {@code
 *       EdgeCaseClient}: a client of whom no history tells.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.Observer} is for oracles, which look inside; {@code
 *       TimingRules}, {@code HeartbeatsInTime} and {@code HigherTermsFollowed} are the world's own.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.run.FirstViolation} runs a world for its first
 *       complaint alone.
 * </ol>
 *
 * <p>Every decision is one of {@code Decisions}: a function of the seed, the name of the place
 * where it is taken, and how many were taken there before. Nothing here asks a clock, throws dice
 * or iterates in an order that is not fixed; no thread is known but the sweep's.
 */
package dev.ariadne.harness.ariadne.sim;
