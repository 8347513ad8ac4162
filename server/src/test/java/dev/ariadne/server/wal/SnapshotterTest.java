package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotterTest {

  private static final String DIRECTORY = "raftexample-1-snap";
  private static final SnapshotMeta FIRST = new SnapshotMeta(10, 2, Script.MEMBERS);
  private static final SnapshotMeta SECOND = new SnapshotMeta(20, 3, Script.MEMBERS);

  private final SimDisk disk = new SimDisk(Enumerated.HARMLESS);

  @Test
  void aSnapshotIsReadAsItWasSaved() throws Exception {
    Snapshotter snapshots = Snapshotter.open(disk, DIRECTORY, SnapshotMeta.NONE);
    List<Bytes> body = List.of(Bytes.utf8("one"), Bytes.EMPTY, bytes(3_000_000), Bytes.utf8("x"));
    disk.run(Script.save(snapshots, FIRST, body));
    Loaded loaded = Snapshotter.load(disk, DIRECTORY, FIRST);
    assertThat(loaded.meta()).isEqualTo(FIRST);
    assertThat(joined(loaded.body())).isEqualTo(joined(body));
    assertThat(loaded.body()).allMatch(piece -> piece.length() <= SnapshotFile.PIECE_BYTES_MAX);
    Snapshotter.Stored stored = snapshots.stored(10).orElseThrow();
    assertThat(stored.bytes()).isEqualTo(disk.size(stored.file()));
    assertThat(Snapshotter.decode(disk.read(stored.file(), 0, 9_000_000))).isEqualTo(loaded);
  }

  @Test
  void anEmptyStateIsASnapshotToo() throws Exception {
    disk.run(Script.save(open(SnapshotMeta.NONE), FIRST, List.of()));
    assertThat(Snapshotter.load(disk, DIRECTORY, FIRST).body()).isEmpty();
  }

  @Test
  void aCrashWhileSavingLeavesTheSnapshotBeforeAndNothingElse() throws Exception {
    disk.run(Script.save(open(SnapshotMeta.NONE), FIRST, body(700)));
    disk.cutPower();
    List<Step> steps = Script.save(open(FIRST), SECOND, body(900));
    crashAt(
        steps,
        left -> {
          Snapshotter again = Snapshotter.open(left, DIRECTORY, FIRST);
          assertThat(Snapshotter.load(left, DIRECTORY, FIRST).body()).isEqualTo(body(700));
          assertThat(left.list(DIRECTORY)).hasSize(1);
          left.run(Script.save(again, SECOND, body(900)));
          left.cutPower();
          assertThat(Snapshotter.load(left, DIRECTORY, SECOND).body()).isEqualTo(body(900));
        });
    loadsAfterEveryPowerCut(SECOND, 900);
  }

  @Test
  void aSnapshotArrivesInPartsOfAnySize() throws Exception {
    Bytes file = fileOf(SECOND, body(900));
    for (int size : List.of(1, 7, 100, 5000)) {
      SimDisk receiver = new SimDisk(Enumerated.HARMLESS);
      Snapshotter snapshots = Snapshotter.open(receiver, DIRECTORY, SnapshotMeta.NONE);
      Snapshotter.Receiving receiving = snapshots.receive(20, 3);
      for (int from = 0; from < file.length(); from += size) {
        Bytes part = file.slice(from, Math.min(file.length(), from + size));
        assertThat(receiving.expected()).isEqualTo(from);
        receiver.run(receiving.part(from, part));
      }
      assertThat(receiving.loaded().body()).isEqualTo(body(900));
      receiver.run(receiving.finish());
      receiver.cutPower();
      assertThat(Snapshotter.load(receiver, DIRECTORY, SECOND).body()).isEqualTo(body(900));
    }
  }

  @Test
  void aCrashWhileReceivingLeavesNothing() throws Exception {
    Bytes file = fileOf(SECOND, body(900));
    disk.run(Script.save(open(SnapshotMeta.NONE), FIRST, body(700)));
    disk.cutPower();
    Snapshotter.Receiving receiving = open(FIRST).receive(20, 3);
    List<Step> steps = new ArrayList<>();
    for (int from = 0; from < file.length(); from += 300) {
      steps.addAll(receiving.part(from, file.slice(from, Math.min(file.length(), from + 300))));
    }
    steps.addAll(receiving.finish());
    crashAt(
        steps,
        left -> {
          Snapshotter.open(left, DIRECTORY, FIRST);
          assertThat(left.list(DIRECTORY)).hasSize(1);
          assertThat(Snapshotter.load(left, DIRECTORY, FIRST).body()).isEqualTo(body(700));
        });
    loadsAfterEveryPowerCut(SECOND, 900);
  }

  @Test
  void whatIsNotWholeOrNotTheOneIsNotFinished() throws Exception {
    Bytes file = fileOf(SECOND, body(900));
    Snapshotter snapshots = open(SnapshotMeta.NONE);
    Snapshotter.Receiving cut = snapshots.receive(20, 3);
    disk.run(cut.part(0, file.slice(0, file.length() - 1)));
    assertThatThrownBy(cut::finish).isInstanceOf(MalformedException.class);
    disk.run(cut.abandon());
    assertThat(disk.list(DIRECTORY)).isEmpty();

    Snapshotter.Receiving other = snapshots.receive(21, 3);
    disk.run(other.part(0, file));
    assertThatThrownBy(other::finish).hasMessageContaining("was sent as that of index 21");
  }

  @Test
  void aFlippedBitOrACutInASnapshotThatTheLogVouchesForIsDamage() throws Exception {
    Snapshotter snapshots = open(SnapshotMeta.NONE);
    disk.run(Script.save(snapshots, FIRST, body(700)));
    String file = snapshots.stored(10).orElseThrow().file();
    for (int offset = 0; offset < disk.size(file); offset++) {
      SimDisk bad = disk.copy(Enumerated.HARMLESS);
      byte flipped = (byte) (disk.read(file, offset, 1).at(0) ^ 4);
      bad.decay(file, offset, Bytes.copyOf(new byte[] {flipped}));
      damaged(bad, FIRST);
      SimDisk cut = disk.copy(Enumerated.HARMLESS);
      cut.cut(file, offset);
      damaged(cut, FIRST);
    }
    damaged(disk, SECOND);
    damaged(disk, new SnapshotMeta(10, 2, new dev.ariadne.server.raft.Membership(List.of())));
    disk.remove(file);
    damaged(disk, FIRST);
  }

  @Test
  void theNewestVouchedOneAlwaysStays() throws Exception {
    Snapshotter snapshots = open(SnapshotMeta.NONE);
    disk.run(Script.save(snapshots, FIRST, body(1)));
    disk.run(Script.save(snapshots, SECOND, body(2)));
    assertThat(snapshots.purge(FIRST)).isEmpty();
    assertThat(snapshots.purge(new SnapshotMeta(30, 3, Script.MEMBERS))).isEmpty();
    disk.run(snapshots.purge(SECOND));
    disk.cutPower();
    assertThat(disk.list(DIRECTORY)).hasSize(1);
    assertThat(Snapshotter.load(disk, DIRECTORY, SECOND).body()).isEqualTo(body(2));
    assertThat(snapshots.stored(10)).isEmpty();
  }

  // The language.

  private interface Trial {
    void on(SimDisk left) throws Exception;
  }

  /** Runs the steps, trying a crash of both kinds before each and within each write. */
  private void crashAt(List<Step> steps, Trial trial) throws Exception {
    for (Step step : steps) {
      powerCuts(disk, trial);
      if (step instanceof Step.Write write) {
        for (int bytes = 0; bytes < write.bytes().length(); bytes += 50) {
          SimDisk left = disk.copy(Enumerated.HARMLESS);
          left.stopAfter(0, bytes);
          assertThat(catchThrowable(() -> left.run(List.of(step))))
              .isInstanceOf(SimDisk.Stopped.class);
          left.crashProcess();
          trial.on(left);
        }
      }
      disk.run(List.of(step));
    }
  }

  private static void powerCuts(SimDisk disk, Trial trial) {
    Enumerated.all(
        40,
        choices -> {
          SimDisk left = disk.copy(choices);
          left.cutPower();
          try {
            trial.on(left);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private void loadsAfterEveryPowerCut(SnapshotMeta meta, int bytes) {
    powerCuts(
        disk,
        left -> assertThat(Snapshotter.load(left, DIRECTORY, meta).body()).isEqualTo(body(bytes)));
  }

  private Snapshotter open(SnapshotMeta vouched) throws Exception {
    return Snapshotter.open(disk, DIRECTORY, vouched);
  }

  private static Bytes fileOf(SnapshotMeta meta, List<Bytes> body) {
    List<Bytes> frames = new ArrayList<>();
    SnapshotFile.write(meta, body.iterator()).forEachRemaining(frames::add);
    return joined(frames);
  }

  private static void damaged(SimDisk disk, SnapshotMeta meta) {
    assertThat(catchThrowable(() -> Snapshotter.load(disk, DIRECTORY, meta)))
        .isInstanceOf(DamageException.class);
  }

  private static List<Bytes> body(int size) {
    return List.of(Bytes.utf8("state"), bytes(size));
  }

  private static Bytes bytes(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return Bytes.copyOf(content);
  }

  static Bytes joined(List<Bytes> parts) {
    var out = new dev.ariadne.server.codec.Encoder();
    parts.forEach(out::raw);
    return out.toBytes();
  }
}
