/**
 * The log and the snapshots of one member on disk. To be read in this order: {@link
 * dev.ariadne.server.wal.Wal} (writing, and recovery at the start), {@code Record}, {@code Chain},
 * {@code BatchHeader} and {@code Note} (the formats), {@code LogScan} (reading and judging), {@code
 * Replay} (what the records amount to), {@link dev.ariadne.server.wal.Snapshotter} with {@code
 * SnapshotFile}. For tools: {@link dev.ariadne.server.wal.WalReader} reads without changing
 * anything, {@link dev.ariadne.server.wal.TornTail} leaves what a crash in mid-write might.
 *
 * <p>Nothing here does any I/O while the node serves: what has to be done is given out as {@link
 * dev.ariadne.server.port.Disk.Step steps}, to be submitted in the order in which it was given out.
 * The raft core says what to save ({@link dev.ariadne.server.raft.Save}, dissertation 3.8 and 5.1).
 *
 * <h2>The format, in short</h2>
 *
 * <p>{@code docs/wal-format.md} has every byte. Numbers are little-endian, checks are CRC-32C.
 *
 * <pre>
 * raftexample-ID/SEQUENCE.wal = metadata seed hard-state boot snapshot batch*
 * batch        = batch-header record+
 * batch-header = magic(4) length(4) synced-segment(8) synced-offset(8) crc(salt, those 24 bytes)(4)
 * record       = length(4) crc(previous crc, length, body)(4) body
 * body         = type(1) fields    1 metadata: format, cluster, id, incarnation, salt, sequence
 *                                  2 seed: crc, length and last index of the segment before
 *                                  3 hard state   4 boot   5 snapshot marker   6 entry
 * raftexample-ID/note = slot at 0 and at 512: format(8) salt(4) segment(8) offset(8) crc(4)
 * raftexample-ID-snap/INDEX-TERM.snap = head piece* end, framed and chained as records are
 * </pre>
 *
 * <h2>What holds</h2>
 *
 * <ul>
 *   <li>Records are only ever appended. A batch counts as a whole or not at all.
 *   <li>A batch is written, synced, and noted, in this order, and only then reported: so everything
 *       that was reported is below the note. A segment is begun only when the one before is
 *       durable.
 *   <li><em>Evidence</em> is what says that bytes were durable: the note, batch headers, the
 *       existence of later segments. It is always true, though it may be older than the truth.
 *   <li>Bytes that are bad below the greatest evidence are damage, and the node refuses; at or
 *       above it they are a torn end, and are cut off. A crash alone never leaves damage.
 *   <li>A snapshot is durable before its marker is written, and the marker before what it replaces
 *       goes. The note is synced before a segment goes.
 * </ul>
 */
package dev.ariadne.server.wal;
