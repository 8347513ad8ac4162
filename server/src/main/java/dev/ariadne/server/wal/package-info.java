/**
 * The log and the snapshots of one member on disk.
 *
 * <p>Log, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.wal.Wal}: writes the log, and recovers it at the start.
 *   <li>{@code Layout}: the names of the files.
 *   <li>{@link dev.ariadne.server.wal.Position}: a place in the log: segment and offset.
 *   <li>{@code Record}: one record of a segment.
 *   <li>{@code Chain}: frames records in a file; each checksum covers the one before it.
 *   <li>{@code BatchHeader}: the header before the records of one write; says what was durable
 *       before it.
 *   <li>{@code Note}: the note file: everything up to a position is durable.
 *   <li>{@code LogScan}: reads a log from start to end and judges it.
 *   <li>{@code Replay}: computes the state that the records of a log describe.
 *   <li>{@link dev.ariadne.server.wal.Recovered}: the result of a recovery.
 *   <li>{@link dev.ariadne.server.wal.TornEnd}: an incomplete write that recovery has cut off.
 *   <li>{@link dev.ariadne.server.wal.DamageException}: durable bytes are bad or missing; the node
 *       must not serve.
 *   <li>{@link dev.ariadne.server.wal.WrongOwnerException}: the log belongs to another member or
 *       cluster.
 * </ol>
 *
 * <p>Snapshots, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.wal.Snapshotter}: a member's snapshots on disk.
 *   <li>{@code SnapshotFile}: the bytes of a snapshot file.
 *   <li>{@link dev.ariadne.server.wal.Loaded}: a snapshot that was read and found whole.
 * </ol>
 *
 * <p>Tools, not used by a server, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.wal.WalReader}: reads logs without changing anything.
 *   <li>{@link dev.ariadne.server.wal.Inspection}: what {@code WalReader} found in a log.
 * </ol>
 *
 * <p>Nothing here does any I/O while the node serves. The caller gets {@link
 * dev.ariadne.server.port.Disk.Step steps} and submits them in the order in which it got them. The
 * raft core says what to save ({@link dev.ariadne.server.raft.Save}, dissertation 3.8 and 5.1).
 *
 * <h2>The format, in short</h2>
 *
 * <p>{@code docs/wal-format.md} describes every byte. Numbers are little-endian, checksums are
 * CRC-32C.
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
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Records are only appended. A batch counts as a whole or not at all.
 *   <li>A batch is written, synced and noted, in this order, and only then reported. So everything
 *       that was reported is below the note. A segment begins only when the segment before it is
 *       durable.
 *   <li><em>Evidence</em> proves that bytes were durable: the note, batch headers, and the
 *       existence of later segments. It is always true, but may be older than the newest durable
 *       state.
 *   <li>Bad bytes below the greatest evidence are damage, and the node refuses to start. Bad bytes
 *       at or above it are a torn end, and recovery cuts them off. A crash alone never leaves
 *       damage.
 *   <li>A snapshot is durable before its marker is written, and the marker is durable before the
 *       data that it replaces is deleted. The note is synced before a segment is deleted.
 * </ul>
 */
package dev.ariadne.server.wal;
