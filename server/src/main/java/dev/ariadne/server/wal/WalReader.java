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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  /**
   * A file whose first bytes were durable at some time, as far as the disk can tell.
   *
   * @param name relative to the data directory
   * @param bytes how many of them, at least 1
   */
  public record SyncedFile(String name, long bytes) {}

  /**
   * The files of a log and its snapshots that have durable bytes.
   *
   * @param segments in the order of their names
   * @param snapshot the one that the log vouches for; empty if there is none
   */
  public record SyncedFiles(List<SyncedFile> segments, Optional<SyncedFile> snapshot) {}

  /**
   * Says which bytes of which files were durable.
   *
   * @throws DamageException as {@link Wal#recover}
   */
  public static SyncedFiles synced(Disk disk, String directory, String snapshotDirectory)
      throws IOException, DamageException {
    LogScan scan = scan(disk, directory);
    Position evidence = scan.evidence();
    List<SyncedFile> segments = new ArrayList<>();
    for (String name : disk.list(directory)) {
      OptionalLong sequence = Layout.sequence(name);
      if (sequence.isPresent() && sequence.getAsLong() <= evidence.segment()) {
        String file = directory + "/" + name;
        boolean last = sequence.getAsLong() == evidence.segment();
        long bytes = last ? evidence.offset() : disk.size(file);
        if (bytes > 0) {
          segments.add(new SyncedFile(file, bytes));
        }
      }
    }
    List<SnapshotMeta> snapshots = scan.replay().snapshots();
    if (snapshots.isEmpty() || snapshots.getLast().index() == 0) {
      return new SyncedFiles(segments, Optional.empty());
    }
    SnapshotMeta newest = snapshots.getLast();
    String file = Snapshotter.file(snapshotDirectory, newest.index(), newest.term());
    return new SyncedFiles(segments, Optional.of(new SyncedFile(file, disk.size(file))));
  }

  /** Whether anything of a log is there, however little. */
  public static boolean isBegun(Disk disk, String directory) throws IOException {
    return disk.exists(Layout.note(directory));
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
