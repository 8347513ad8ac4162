/**
 * A simulated world as nemeses and clients see it. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.SimCluster}: the world as the cluster of a
 *       test.
 *   <li>{@code SimClient}: carries out operations at one node.
 *   <li>{@code SimExchanges}: requests in flight, until the client knows their outcome.
 *   <li>{@code SimClientLinks}: the links between clients and nodes, which can be cut.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.ValuePadding}: makes values longer, up to
 *       sizes around interesting limits.
 *   <li>{@code SimHardware}: faults of power, disks and clocks.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.SimDiskSpace}: disks with a limited number
 *       of bytes.
 *   <li>{@code NetworkFaults}: makes the simulated network worse for a while.
 *   <li>{@code SimStoppedDisk}: the disk of a stopped node, for {@code damage}.
 *   <li>{@code SimDamage}: damages synced data of a stopped node, and says whether the node
 *       noticed.
 *   <li>{@code SimRecovery}: recovers stopped nodes from copies of their disks.
 *   <li>{@code SimMembership}: asks members for the changes that {@code member} decides.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.BackgroundFaults}: small crashes and cuts in
 *       addition to the nemesis.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.EdgeCaseClient}: a client with unusual
 *       requests; it is in no history, and the oracles judge its answers.
 *   <li>{@code LivenessCheck}: checks that a healed cluster elects a leader and accepts writes in
 *       time.
 * </ol>
 */
package dev.ariadne.harness.ariadne.sim.cluster;
