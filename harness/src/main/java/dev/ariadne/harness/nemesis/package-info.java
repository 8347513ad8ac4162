/**
 * What is done to the nodes: {@link dev.ariadne.harness.nemesis.Faults} puts the chosen kinds
 * together. A kind of fault (partition, kill, pause, wal-truncate, wal-truncate-synced,
 * wal-corrupt) comes with the operations that bring it about and take it away, and counts what it
 * did. The last two are unfair: they damage what was synced, so the node has to refuse, and stays
 * down.
 *
 * <p>What is struck is decided by the seed when the operation is generated, except for whoever
 * leads, which is only known then. The completed operation in the history has everything resolved.
 */
package dev.ariadne.harness.nemesis;
