package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalReaderTest {

  private static final String SNAPSHOTS = "raftexample-1-snap";

  private final SimDisk disk;
  private final Wal wal;

  WalReaderTest() throws Exception {
    disk = LogCrashTest.created();
    wal = LogCrashTest.recover(disk).wal();
  }

  @Test
  void aLogThatBeginsAtOneCanBeReplayedFromNothing() throws Exception {
    write(new Script().votes(1, 1).appends(2, 3, 4, 5).commits(4).compacts(3).appends(9));
    WalReader.Contents log = read();
    assertThat(log.fromStart()).extracting(Entry::index).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(log.snapshot().index()).isEqualTo(3);
    assertThat(log.after(log.snapshot(), 4)).extracting(Entry::index).containsExactly(4L);
    assertThat(log.after(SnapshotMeta.NONE, 2)).extracting(Entry::index).containsExactly(1L, 2L);
    assertThat(log.identity()).isEqualTo(LogCrashTest.OWNER);
  }

  @Test
  void aReplayFromNothingEndsBeforeAnInstalledSnapshotAtWhatWasCommitted() throws Exception {
    write(new Script().votes(1, 1).appends(2, 3, 4, 5).commits(3).installs(9).appends(5));
    WalReader.Contents log = read();
    assertThat(log.fromStart()).extracting(Entry::index).containsExactly(1L, 2L, 3L);
    assertThat(log.entries()).extracting(Entry::index).containsExactly(10L);
    assertThat(log.snapshots()).extracting(SnapshotMeta::index).containsExactly(9L);
  }

  @Test
  void aPurgedLogCannot() throws Exception {
    write(Script.everything());
    assertThat(wal.firstSegment()).isGreaterThan(1);
    WalReader.Contents log = read();
    assertThat(log.fromStart()).isEmpty();
    assertThat(log.entries()).isNotEmpty();
  }

  @Test
  void syncedFilesEndWhereTheEvidenceDoes() throws Exception {
    write(new Script().votes(1, 1).appends(2, 700).appends(3, 4, 5, 9).commits(4).compacts(3));
    String snapshot = Snapshotter.file(SNAPSHOTS, 3, 1);
    disk.run(List.of(new Step.MakeDirectory(SNAPSHOTS), new Step.Create(snapshot)));
    disk.run(List.of(new Step.Write(snapshot, 0, Bytes.utf8("as long"))));
    WalReader.SyncedFiles files = WalReader.synced(disk, LogCrashTest.LOG, SNAPSHOTS);
    assertThat(files.snapshot()).contains(new WalReader.SyncedFile(snapshot, 7));
    assertThat(files.segments()).hasSize(wal.segmentCount());
    assertThat(files.segments().getLast())
        .isEqualTo(new WalReader.SyncedFile(wal.syncedSegment(), wal.syncedBytes()));
    for (WalReader.SyncedFile earlier : files.segments().subList(0, wal.segmentCount() - 1)) {
      assertThat(earlier.bytes()).isEqualTo(disk.size(earlier.name()));
    }
  }

  @Test
  void aLogIsBegunWithItsFirstFile() throws Exception {
    assertThat(WalReader.isBegun(disk, LogCrashTest.LOG)).isTrue();
    assertThat(WalReader.isBegun(disk, SNAPSHOTS)).isFalse();
  }

  @Test
  void readingChangesNothing() throws Exception {
    write(Script.everything());
    long steps = disk.stepsDone();
    read();
    WalReader.inspect(disk, LogCrashTest.LOG);
    assertThat(disk.stepsDone()).isEqualTo(steps);
  }

  @Test
  void theSyncedEndFollowsWhatIsReported() throws Exception {
    String segment = wal.syncedSegment();
    long bytes = wal.syncedBytes();
    assertThat(disk.size(segment)).isEqualTo(bytes);
    for (Script.Action action : new Script().votes(1, 1).appends(2, 3).actions()) {
      disk.run(Script.steps(action, wal));
    }
    assertThat(wal.syncedBytes()).isEqualTo(bytes);
    wal.completed();
    wal.completed();
    assertThat(wal.syncedBytes()).isEqualTo(disk.size(wal.syncedSegment())).isGreaterThan(bytes);
  }

  @Test
  void onlySegmentsThatNobodyNeedsArePurged() throws Exception {
    // Segments of three entries: 1 to 3, 4 to 6, 7 to 9, and the one that is written to.
    Script script = new Script().votes(1, 1);
    for (int i = 0; i < 10; i++) {
      script.appends(2);
    }
    write(script.commits(10).compacts(6));
    assertThat(wal.purge(3)).isEmpty();
    disk.run(wal.purge(4));
    assertThat(wal.firstSegment()).isEqualTo(2);
    assertThat(wal.purge(6)).isEmpty();
    disk.run(wal.purge(100));
    assertThat(wal.firstSegment()).isEqualTo(3);
    assertThat(read().entries()).extracting(Entry::index).containsExactly(7L, 8L, 9L, 10L);
  }

  private WalReader.Contents read() throws Exception {
    return WalReader.read(disk, LogCrashTest.LOG);
  }

  private void write(Script script) throws Exception {
    for (Script.Action action : script.actions()) {
      disk.run(Script.steps(action, wal));
      LogCrashTest.complete(wal, action);
    }
  }
}
