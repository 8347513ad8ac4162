package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads logs without changing anything, for tools and for recovery from a copy. */
public final class WalReader {

  private WalReader() {}

  /**
   * What a log amounts to.
   *
   * @param hardState as recorded
   * @param snapshots all that the log still speaks of, oldest first; a file is certain to be there
   *     only for the last
   * @param entries consecutive, as {@link Recovered#entries}
   * @param fromStart consecutive from entry 1 on, as far as there is no gap: where a snapshot was
   *     installed, up to the last entry before it that was known to be committed; none if the log
   *     does not begin at entry 1
   */
  public record Contents(
      Identity identity,
      HardState hardState,
      List<SnapshotMeta> snapshots,
      List<Entry> entries,
      List<Entry> fromStart) {

    /** The newest snapshot, {@link SnapshotMeta#NONE} for none. */
    public SnapshotMeta snapshot() {
      return snapshots.isEmpty() ? SnapshotMeta.NONE : snapshots.getLast();
    }

    /** The entries that follow a snapshot, up to and including an index. */
    public List<Entry> after(SnapshotMeta snapshot, long until) {
      return entries.stream()
          .filter(entry -> entry.index() > snapshot.index() && entry.index() <= until)
          .toList();
    }
  }

  /**
   * Reads a log as recovery would, torn end or not.
   *
   * @throws DamageException as {@link Wal#recover}
   */
  public static Contents read(Disk disk, String directory) throws IOException, DamageException {
    LogScan scan = scan(disk, directory);
    Replay replay = scan.replay();
    List<Entry> start = replay.fromStart();
    boolean fromOne = !start.isEmpty() && start.getFirst().index() == 1;
    return new Contents(
        scan.identity(),
        replay.hardState(),
        replay.snapshots(),
        replay.entries(),
        fromOne ? start : List.of());
  }

  /**
   * Says where a log ends and what of it is known to have been durable.
   *
   * @throws DamageException as {@link Wal#recover}
   */
  public static Inspection inspect(Disk disk, String directory)
      throws IOException, DamageException {
    LogScan scan = scan(disk, directory);
    Position evidence = scan.evidence();
    String file = Layout.segment(directory, evidence.segment());
    long size = disk.size(file);
    Bytes next;
    if (evidence.compareTo(scan.end()) < 0) {
      long length = scan.end().offset() - evidence.offset();
      next = disk.read(file, evidence.offset(), Math.toIntExact(length));
    } else {
      next = invent(scan);
    }
    return new Inspection(
        scan.identity(),
        evidence,
        scan.end(),
        file,
        size,
        evidence.offset(),
        scan.replay().lastIndex(),
        scan.replay().boot(),
        scan.tornEnd(),
        next);
  }

  /** What could have been written next: an opening if that is due, and a batch of one entry. */
  private static Bytes invent(LogScan scan) {
    Replay replay = scan.replay();
    HardState state = replay.hardState();
    Identity identity = scan.identity();
    int salt = scan.note().note().salt();
    Origin origin = new Origin(identity.id(), identity.incarnation(), replay.boot(), 1L << 40);
    Bytes data = Bytes.utf8("what could have been written next");
    Entry entry =
        new Entry(
            replay.lastIndex() + 1,
            Math.max(1, state.term()),
            new Payload.Command(origin, state.commit(), data));
    Encoder out = new Encoder();
    Chain chain = new Chain(scan.crc());
    Position end = scan.end();
    if (scan.evidence().segment() > end.segment()) {
      chain =
          Wal.opening(
              out,
              new Record.Metadata(identity, salt, scan.evidence().segment()),
              scan.crc(),
              end.offset(),
              new Wal.State(state, replay.snapshot(), replay.boot(), replay.lastIndex()));
    }
    Wal.batch(out, chain, salt, end, List.of(new Record.Logged(entry)));
    return out.toBytes();
  }

  private static LogScan scan(Disk disk, String directory) throws IOException, DamageException {
    try {
      return LogScan.read(disk, directory, Optional.empty());
    } catch (WrongOwnerException e) {
      throw new DamageException(directory, 0, 0, e.getMessage());
    }
  }
}
