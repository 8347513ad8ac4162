package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.SnapshotMeta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Damages what a stopped node has synced, which no crash does. For tools that put the refusal of
 * damage to the test; no server uses it. It strikes only where the disk shows it: below the
 * evidence of the log, at a segment that others follow or precede, at the snapshot that the log
 * vouches for. So the node has to notice.
 */
public final class SyncedDamage {

  private SyncedDamage() {}

  /** What is done. Where there is no snapshot yet, the log is struck in the same way. */
  public enum Kind {
    /** A segment is cut at any byte that was synced. */
    CUT,
    /** A whole segment goes. */
    SEGMENT_GONE,
    /** The newest snapshot goes. */
    SNAPSHOT_GONE,
    /** The newest snapshot is cut at any byte. */
    SNAPSHOT_CUT,
    /** One bit of the log changes, in what was synced. */
    BIT,
    /** One bit of the newest snapshot changes. */
    SNAPSHOT_BIT
  }

  /**
   * What is to be done, resolved.
   *
   * @param kind what it came to
   * @param file the only file that is changed
   * @param offset the first byte that is gone or changed
   * @param bytesCut how many synced bytes go
   * @param bitsFlipped how many bits change
   * @param steps for {@link Disk#run}
   */
  public record Strike(
      Kind kind, String file, long offset, long bytesCut, long bitsFlipped, List<Step> steps) {}

  /**
   * A file whose bytes are synced.
   *
   * @param synced how many of them, from its beginning
   */
  record Target(String file, long synced) {}

  /**
   * Chooses where to strike; changes nothing.
   *
   * @param choice decides the place, whatever it is
   * @throws DamageException if the log is damaged already
   */
  public static Strike choose(
      Disk disk, String logDirectory, String snapshotDirectory, Kind kind, long choice)
      throws IOException, DamageException {
    Inspection log = WalReader.inspect(disk, logDirectory);
    List<Target> segments = new ArrayList<>();
    for (String name : disk.list(logDirectory)) {
      OptionalLong sequence = Layout.sequence(name);
      String file = logDirectory + "/" + name;
      if (sequence.isPresent() && sequence.getAsLong() <= log.evidence().segment()) {
        boolean last = sequence.getAsLong() == log.evidence().segment();
        long synced = last ? log.evidence().offset() : disk.size(file);
        if (synced > 0) {
          segments.add(new Target(file, synced));
        }
      }
    }
    SnapshotMeta vouched = WalReader.read(disk, logDirectory).snapshot();
    List<Target> snapshots = new ArrayList<>();
    if (vouched.index() > 0) {
      String file = Snapshotter.file(snapshotDirectory, vouched.index(), vouched.term());
      snapshots.add(new Target(file, disk.size(file)));
    }
    return strike(disk, segments, snapshots, kind, choice);
  }

  private static Strike strike(
      Disk disk, List<Target> segments, List<Target> snapshots, Kind kind, long choice)
      throws IOException {
    return switch (kind) {
      case CUT -> cut(kind, pick(segments, choice), choice);
      // Without its first segment a log is as a purge leaves it.
      case SEGMENT_GONE ->
          gone(kind, pick(segments.subList(segments.size() > 1 ? 1 : 0, segments.size()), choice));
      case SNAPSHOT_GONE ->
          snapshots.isEmpty()
              ? strike(disk, segments, snapshots, Kind.SEGMENT_GONE, choice)
              : gone(kind, snapshots.getFirst());
      case SNAPSHOT_CUT ->
          snapshots.isEmpty()
              ? strike(disk, segments, snapshots, Kind.CUT, choice)
              : cut(kind, snapshots.getFirst(), choice);
      case BIT -> flip(disk, kind, pick(segments, choice), choice);
      case SNAPSHOT_BIT ->
          snapshots.isEmpty()
              ? strike(disk, segments, snapshots, Kind.BIT, choice)
              : flip(disk, kind, snapshots.getFirst(), choice);
    };
  }

  private static Target pick(List<Target> targets, long choice) {
    return targets.get((int) TornTail.pick(TornTail.mix(choice), targets.size()));
  }

  private static Strike cut(Kind kind, Target target, long choice) {
    long length = TornTail.pick(choice, target.synced());
    List<Step> steps =
        List.of(new Step.Truncate(target.file(), length), new Step.Sync(target.file()));
    return new Strike(kind, target.file(), length, target.synced() - length, 0, steps);
  }

  private static Strike gone(Kind kind, Target target) {
    List<Step> steps =
        List.of(
            new Step.Delete(target.file()), new Step.SyncDirectory(Layout.parent(target.file())));
    return new Strike(kind, target.file(), 0, target.synced(), 0, steps);
  }

  private static Strike flip(Disk disk, Kind kind, Target target, long choice) throws IOException {
    long offset = TornTail.pick(choice, target.synced());
    byte[] one = disk.read(target.file(), offset, 1).toArray();
    one[0] ^= (byte) (1 << TornTail.pick(~choice, 8));
    List<Step> steps =
        List.of(
            new Step.Write(target.file(), offset, Bytes.copyOf(one)), new Step.Sync(target.file()));
    return new Strike(kind, target.file(), offset, 0, 1, steps);
  }
}
