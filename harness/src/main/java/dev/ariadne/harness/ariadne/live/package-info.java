/**
 * Clusters of real server processes on loopback. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.live.LiveCluster}: the nodes, and a proxy before each
 *       node's peer port.
 *   <li>{@link dev.ariadne.harness.ariadne.live.LiveNode}: one node over all its processes: its
 *       directory, its ports and its current process.
 *   <li>{@link dev.ariadne.harness.ariadne.live.ServerProgram}: the server's command line.
 *   <li>{@code ClientProxies}: proxies before the client ports, used only while clients are cut
 *       off.
 *   <li>{@code LiveMembership}: asks members for the changes that {@code member} decides.
 *   <li>{@code MemberIncarnations}: the disk incarnation of each member, as a node reports it.
 *   <li>{@code LiveStoppedDisk}: the data directory of a stopped node, for {@code damage}.
 *   <li>{@code LiveDamage}: damages synced data of a stopped node, and says whether the node
 *       noticed.
 *   <li>{@code LiveRecovery}: recovers nodes from copies of their disks.
 *   <li>{@code LiveDiskSpace}: a small file system for each node's data, which can be full.
 * </ol>
 */
package dev.ariadne.harness.ariadne.live;
