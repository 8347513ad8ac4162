/**
 * Damage to the disks of dead nodes, live or simulated. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.damage.StoppedDisks}: finds the disks of stopped nodes.
 *   <li>{@link dev.ariadne.harness.ariadne.damage.StoppedDisk}: one of them: all that differs
 *       between live and simulated nodes.
 *   <li>{@link dev.ariadne.harness.ariadne.damage.TornLogs}: leaves the end of a log as a crash
 *       could have left it.
 *   <li>{@code TornTail}: chooses how.
 *   <li>{@link dev.ariadne.harness.ariadne.damage.SyncedDamage} damages what was synced, which the
 *       node has to notice.
 *   <li>{@code SplitMix64} draws numbers from one choice.
 * </ol>
 *
 * <p>No server uses any of it. What a log proves to be durable is read by the server's own {@link
 * dev.ariadne.server.wal.WalReader}.
 */
package dev.ariadne.harness.ariadne.damage;
