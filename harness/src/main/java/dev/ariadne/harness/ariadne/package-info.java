/**
 * The adapter: this project's server as a target of the harness, by real processes on loopback. The
 * only package of the harness, with those below it, that may know the server.
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.AriadneTarget} is what the command line finds; it opens
 *       a {@code LiveCluster}: nodes, fronts, and what can be done to them.
 *   <li>A {@code LiveNode} is one node over all its lives ({@code process}: starting, killing,
 *       stopping, the reaper, the logs). {@code ServerProgram} knows the server's command line.
 *   <li>{@code front} and {@code link}: the bytes between nodes, held and released.
 *   <li>{@code AriadneClient} carries out operations over HTTP ({@code http}) and decides what each
 *       outcome means.
 *   <li>{@code LiveTornLogs} damages a dead node's log, {@code LiveRecovery} recovers nodes from
 *       copies of their disks, {@code NodeStatus} is what a node says of itself.
 *   <li>{@code LiveMembership} adds, removes and replaces nodes by way of the members; {@code
 *       SmallDisks} are file systems of their own, which can be full.
 *   <li>{@code NodeCommand} and {@code ClusterCommand} are its part of the command line.
 * </ol>
 *
 * <p>On disk: {@code RUN/nX/node.log} has all that a node said over all its lives, {@code
 * RUN/nX/data} is its data directory, {@code RUN/nX/data-before-1} the one before it was replaced.
 */
package dev.ariadne.harness.ariadne;
