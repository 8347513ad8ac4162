/**
 * A simulated world as nemeses and clients see it. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.SimCluster}: the world as the cluster of a
 *       test.
 *   <li>{@code SimClient} sends operations to one node; {@code SimExchanges} has what is under way
 *       between clients and nodes, in the words of HTTP.
 *   <li>{@code SimClientLinks} are the ways between clients and nodes, which can be cut.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.ValuePadding} makes values long.
 *   <li>{@code SimMembership} asks members for changes on behalf of {@code member}.
 *   <li>{@code SimStoppedDisk} is the disk of a node that is down, for {@code damage}.
 *   <li>{@code SimDamage} damages what a dead node has synced, and sees how the node takes it.
 *   <li>{@code SimDisks} are disks with a budget of bytes.
 *   <li>{@code SimHardware} has power that fails, disks with errors, and clocks that drift.
 *   <li>{@code NetworkFaults} lose, double and delay frames.
 *   <li>{@code SimRecovery} recovers nodes from copies of their disks.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.BackgroundFaults}: small faults on top of
 *       whatever the nemesis does.
 *   <li>{@link dev.ariadne.harness.ariadne.sim.cluster.EdgeCaseClient}: a client that is in no
 *       history.
 *   <li>{@code LivenessCheck}: whether the cluster serves again after the heal.
 * </ol>
 */
package dev.ariadne.harness.ariadne.sim.cluster;
