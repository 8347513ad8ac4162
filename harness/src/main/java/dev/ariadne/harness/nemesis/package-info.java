/**
 * Faults. A kind of fault has operations that begin and end it, and it counts its effects.
 *
 * <p>Structure, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.nemesis.FaultKind}: a kind of fault: its name, operations,
 *       needs, effect, colour and factory.
 *   <li>{@link dev.ariadne.harness.nemesis.FaultKinds}: the list of all kinds. To add one, add it
 *       here.
 *   <li>{@link dev.ariadne.harness.nemesis.FaultChoice}: a kind of fault in a test, with its
 *       targets.
 *   <li>{@link dev.ariadne.harness.nemesis.FaultProvider}: offers a user's own kind of fault.
 *   <li>{@link dev.ariadne.harness.nemesis.EffectCriterion}: how counters show that a fault had an
 *       effect.
 *   <li>{@link dev.ariadne.harness.nemesis.Fault}: a fault on one cluster: planned, begun, ended.
 *   <li>{@link dev.ariadne.harness.nemesis.FaultContext}: the cluster that a fault is made for.
 *   <li>{@link dev.ariadne.harness.nemesis.FaultTargets}: chooses the nodes that a fault hits.
 *   <li>{@link dev.ariadne.harness.nemesis.LeaderFinder}: asks or infers which node leads.
 *   <li>{@link dev.ariadne.harness.nemesis.Faults}: the faults of a test, and the nemesis that
 *       carries them out.
 *   <li>{@code FaultCycle}: one fault after the other, in a shuffled order.
 *   <li>{@code Nodes}: the nodes that a fault may hit.
 *   <li>{@link dev.ariadne.harness.nemesis.NodeSelector}: selects nodes, such as the leader or a
 *       minority.
 *   <li>{@link dev.ariadne.harness.nemesis.FaultCounters}: counts what a fault did.
 *   <li>{@code NodeWatch}: finds nodes that ended by themselves.
 *   <li>{@link dev.ariadne.harness.nemesis.MissingCapabilityException}: the target does not support
 *       a requested fault.
 * </ol>
 *
 * <p>Kinds of faults, in reading order:
 *
 * <ol>
 *   <li>{@code Kill}: kills nodes by SIGKILL and starts them again.
 *   <li>{@code Pause}: stops nodes by SIGSTOP and continues them.
 *   <li>{@code Partition}: cuts links between nodes.
 *   <li>{@code PartitionShape}: which nodes a partition separates.
 *   <li>{@code Slow}: delays links or limits their rate.
 *   <li>{@code MessageFaults}: loses, repeats and delays frames.
 *   <li>{@code ClientCut}: cuts the links between clients and nodes.
 *   <li>{@code ClockDrift}: changes the rate of clocks and moves them ahead.
 *   <li>{@code PowerCut}: crashes machines or processes.
 *   <li>{@code DiskErrors}: makes disks fail, full or slow.
 *   <li>{@code DiskFull}: fills the disks of serving nodes.
 *   <li>{@code WalTruncate}: leaves logs as a crash during a write would; nothing promised is lost.
 *   <li>{@code WalDamage}: damages synced data; the node must refuse to start and is replaced.
 *   <li>{@code DamagedNodes}: all nodes that damage has made unusable.
 *   <li>{@code MembershipFault}: adds and removes members.
 *   <li>{@code MembershipChanges}: carries out all membership changes, one at a time.
 * </ol>
 *
 * <p>The kinds {@code wal-truncate-synced} and {@code wal-corrupt} are unfair: they damage synced
 * data, so the node must refuse to start. Then it is replaced.
 *
 * <p>The seed decides which nodes a fault hits when the operation is generated. The current leader
 * is an exception: it is known only when the fault begins. The completed operation in the history
 * names the nodes.
 */
package dev.ariadne.harness.nemesis;
