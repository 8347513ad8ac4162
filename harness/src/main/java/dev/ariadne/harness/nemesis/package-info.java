/**
 * What is done to the nodes: {@link dev.ariadne.harness.nemesis.Faults} puts the chosen kinds
 * together. A kind of fault comes with the operations that bring it about and take it away, and
 * counts what it did.
 *
 * <ul>
 *   <li>wal-truncate-synced and wal-corrupt are unfair: they damage what was synced, so the node
 *       has to refuse, and is replaced ({@code DamagedNodes}).
 *   <li>membership runs in a cycle of its own beside the others ({@code MembershipFault}). Whoever
 *       changes members does so through {@code MembershipChanges}, one change at a time.
 *   <li>{@code Nodes} says who is struck when others are there than when it was decided.
 * </ul>
 *
 * <p>What is struck is decided by the seed when the operation is generated, except for whoever
 * leads, which is only known then. The completed operation in the history has everything resolved.
 */
package dev.ariadne.harness.nemesis;
