package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Snapshot, marker, purge of snapshots, purge of segments, in this order: a crash between or within
 * any two of them leaves a node that recovers, from one snapshot or from the other.
 */
class CompactionCrashTest {

  private static final String SNAPSHOTS = LogCrashTest.LOG + "-snap";

  private final SimDisk disk;
  private final Wal wal;
  private final Snapshotter snapshots;
  private long last;
  private long saves;

  CompactionCrashTest() throws Exception {
    disk = LogCrashTest.created();
    wal = LogCrashTest.recover(disk).wal();
    snapshots = Snapshotter.open(disk, SNAPSHOTS, SnapshotMeta.NONE);
  }

  @Test
  void aCrashAnywhereInACompactionLeavesANodeThatRecovers() throws Exception {
    append(5);
    compact(4, false);
    append(5);
    compact(8, false);
    append(4);
    compact(13, false);
    assertThat(wal.firstSegment()).isGreaterThan(1);
  }

  @Test
  void norDoesOneInAnInstallation() throws Exception {
    append(5);
    compact(4, false);
    append(2);
    compact(30, true);
    append(3);
    compact(32, false);
  }

  private void append(int entries) throws Exception {
    for (int i = 0; i < entries; i++) {
      last++;
      save(new Save(++saves, state(), Script.entries(last, 1, 40), Optional.empty()));
    }
  }

  private HardState state() {
    return new HardState(1, 1, last);
  }

  private void save(Save save) throws Exception {
    disk.run(wal.append(List.of(save)));
    wal.completed();
  }

  private void compact(long index, boolean installed) throws Exception {
    SnapshotMeta meta = new SnapshotMeta(index, 1, Script.MEMBERS);
    List<Step> steps = new ArrayList<>(Script.save(snapshots, meta, List.of(state(index))));
    Save.Marker marker =
        installed ? new Save.Marker.Installed(meta) : new Save.Marker.Compacted(meta);
    last = Math.max(last, index);
    steps.addAll(wal.append(List.of(new Save(++saves, state(), List.of(), Optional.of(marker)))));
    steps.addAll(snapshots.purge(meta));
    steps.addAll(wal.purge(index + 1));
    for (Step step : steps) {
      recoversWhereverThePowerGoes(step + " is next");
      if (step instanceof Step.Write write) {
        for (int bytes = 1; bytes < write.bytes().length(); bytes += 3) {
          SimDisk left = disk.copy(Enumerated.HARMLESS);
          left.stopAfter(0, bytes);
          try {
            left.run(List.of(step));
          } catch (SimDisk.Stopped expected) {
            left.crashProcess();
          }
          recovers(left, bytes + " bytes into " + step);
        }
      }
      disk.run(List.of(step));
    }
    wal.completed();
    recoversWhereverThePowerGoes("all is done");
  }

  private void recoversWhereverThePowerGoes(String when) {
    Enumerated.all(
        100,
        choices -> {
          SimDisk left = disk.copy(choices);
          left.cutPower();
          recovers(left, when);
        });
  }

  /** The snapshot that the log vouches for is there, and everything after it. */
  private void recovers(SimDisk left, String when) {
    try {
      Recovered recovered = LogCrashTest.recover(left);
      SnapshotMeta meta = recovered.snapshot();
      if (meta.index() > 0) {
        Loaded loaded = Snapshotter.load(left, SNAPSHOTS, meta);
        assertThat(loaded.body()).as(when).containsExactly(state(meta.index()));
      }
      long reached =
          recovered.entries().isEmpty() ? meta.index() : recovered.entries().getLast().index();
      long committed = recovered.hardState().commit();
      assertThat(reached).as(when).isGreaterThanOrEqualTo(committed);
      Snapshotter.open(left, SNAPSHOTS, meta);
    } catch (Exception e) {
      throw new AssertionError(when, e);
    }
  }

  private static Bytes state(long index) {
    return Bytes.utf8("the state at " + index);
  }
}
