package dev.ariadne.harness.ariadne.damage;

import dev.ariadne.harness.cluster.Capability.Damage.Damaged;
import dev.ariadne.harness.cluster.Capability.Damage.Kind;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.WalReader;
import dev.ariadne.server.wal.WalReader.SyncedFile;
import java.io.IOException;
import java.util.List;

/**
 * Damage to synced data of a stopped node. No crash does this. The damage is only in places where
 * the disk shows it: before the point up to which the log proves its data durable, at a segment
 * with segments before or after it, or at the snapshot that the log names. So the node has to
 * notice it.
 *
 * @param kind the kind of damage that was done
 * @param file the only file that is changed
 * @param offset the first byte that is gone or changed
 * @param bytesCut the number of synced bytes that are removed
 * @param bitsFlipped the number of bits that change
 * @param steps the steps for {@link Disk#run}
 */
public record SyncedDamage(
    Kind kind, String file, long offset, long bytesCut, long bitsFlipped, List<Step> steps) {

  /**
   * Damages the disk of a node.
   *
   * @throws IllegalStateException if the node runs, or its log is damaged already
   */
  public static Damaged damage(StoppedDisks disks, String node, Kind kind, long choice) {
    try (StoppedDisk disk = disks.open(node)) {
      SyncedDamage damage =
          choose(disk.disk(), disk.logDirectory(), disk.snapshotDirectory(), kind, choice);
      disk.disk().run(damage.steps());
      disk.changed();
      return new Damaged(
          damage.kind(),
          disk.shown(damage.file()),
          damage.offset(),
          damage.bytesCut(),
          damage.bitsFlipped());
    } catch (DamageException | IOException e) {
      throw new IllegalStateException(node + " cannot be damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Chooses the place of the damage and changes nothing. If there is no snapshot yet, the log is
   * damaged in the same way.
   *
   * @param choice any number; it decides the place
   * @throws DamageException if the log is damaged already
   */
  static SyncedDamage choose(
      Disk disk, String logDirectory, String snapshotDirectory, Kind kind, long choice)
      throws IOException, DamageException {
    return choose(disk, WalReader.synced(disk, logDirectory, snapshotDirectory), kind, choice);
  }

  private static SyncedDamage choose(Disk disk, WalReader.SyncedFiles files, Kind kind, long choice)
      throws IOException {
    List<SyncedFile> segments = files.segments();
    if (files.snapshot().isEmpty()) {
      return switch (kind) {
        case CUT, SNAPSHOT_CUT -> cut(Kind.CUT, pick(segments, choice), choice);
        case BIT, SNAPSHOT_BIT -> flip(disk, Kind.BIT, pick(segments, choice), choice);
        case SEGMENT_GONE, SNAPSHOT_GONE -> segmentGone(segments, choice);
      };
    }
    SyncedFile snapshot = files.snapshot().get();
    return switch (kind) {
      case CUT -> cut(kind, pick(segments, choice), choice);
      case SNAPSHOT_CUT -> cut(kind, snapshot, choice);
      case BIT -> flip(disk, kind, pick(segments, choice), choice);
      case SNAPSHOT_BIT -> flip(disk, kind, snapshot, choice);
      case SEGMENT_GONE -> segmentGone(segments, choice);
      case SNAPSHOT_GONE -> gone(kind, snapshot);
    };
  }

  private static SyncedFile pick(List<SyncedFile> files, long choice) {
    return files.get((int) SplitMix64.pick(SplitMix64.mix(choice), files.size()));
  }

  /**
   * Deletes a segment. A log without its first segment looks as after a purge, unless it has no
   * other segment.
   */
  private static SyncedDamage segmentGone(List<SyncedFile> segments, long choice) {
    int first = segments.size() > 1 ? 1 : 0;
    return gone(Kind.SEGMENT_GONE, pick(segments.subList(first, segments.size()), choice));
  }

  private static SyncedDamage cut(Kind kind, SyncedFile file, long choice) {
    long length = SplitMix64.pick(choice, file.bytes());
    List<Step> steps = List.of(new Step.Truncate(file.name(), length), new Step.Sync(file.name()));
    return new SyncedDamage(kind, file.name(), length, file.bytes() - length, 0, steps);
  }

  private static SyncedDamage gone(Kind kind, SyncedFile file) {
    String directory = file.name().substring(0, file.name().lastIndexOf('/'));
    List<Step> steps = List.of(new Step.Delete(file.name()), new Step.SyncDirectory(directory));
    return new SyncedDamage(kind, file.name(), 0, file.bytes(), 0, steps);
  }

  private static SyncedDamage flip(Disk disk, Kind kind, SyncedFile file, long choice)
      throws IOException {
    long offset = SplitMix64.pick(choice, file.bytes());
    byte[] one = disk.read(file.name(), offset, 1).toArray();
    one[0] ^= (byte) (1 << SplitMix64.pick(~choice, 8));
    List<Step> steps =
        List.of(new Step.Write(file.name(), offset, Bytes.copyOf(one)), new Step.Sync(file.name()));
    return new SyncedDamage(kind, file.name(), offset, 0, 1, steps);
  }
}
