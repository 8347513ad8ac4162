/**
 * The server as real processes on loopback. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.live.LiveCluster}: the nodes, the proxies before their
 *       peer ports, and what a nemesis can do to them.
 *   <li>{@link dev.ariadne.harness.ariadne.live.LiveNode}: one node over all its processes, with
 *       its directory and its ports.
 *   <li>{@link dev.ariadne.harness.ariadne.live.ServerProgram} knows the server's command line.
 *   <li>{@code ClientProxies} stand between clients and a node while they are cut off from it.
 *   <li>{@code LiveMembership} asks members for changes on behalf of {@code member}; {@code
 *       MemberIncarnations} is what a member knows of the others.
 *   <li>{@code LiveStoppedDisk} is the data directory of a node that is down, for {@code damage}.
 *   <li>{@code LiveDamage} damages what a dead node has synced, and sees how the node takes it.
 *   <li>{@code SmallDisks} are file systems of the nodes' own, which can be full.
 *   <li>{@code LiveRecovery} recovers nodes from copies of their disks.
 * </ol>
 *
 * <p>On disk: {@code RUN/nX/node.log} has what all processes of a node have printed, {@code
 * RUN/nX/data} is its data directory, {@code RUN/nX/data-before-1} the one before it was replaced.
 */
package dev.ariadne.harness.ariadne.live;
