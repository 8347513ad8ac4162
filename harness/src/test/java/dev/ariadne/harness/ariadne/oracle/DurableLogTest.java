package dev.ariadne.harness.ariadne.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Wal;
import dev.ariadne.server.wal.WalReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The oracles' reader of logs agrees with the server's own, which shares no code with it. */
final class DurableLogTest {

  private static final String DIRECTORY = "raftexample-1";
  private static final Identity IDENTITY = new Identity(7, 1, 11);

  private final SimDisk disk = new SimDisk((site, bound) -> bound - 1);
  private final DurableLog log =
      new DurableLog(
          image(),
          DIRECTORY,
          new DurableLog.Reader() {
            @Override
            public void entry(long index, long term, long termBefore) {}

            @Override
            public void marker(long index, long term, boolean installed) {
              lastMarker = index;
            }

            @Override
            public void hardState(long term, int vote) {
              lastTerm = term;
            }
          });
  private Wal wal;
  private long lastMarker;

  /** Of the newest snapshot that was marked, perhaps in a batch that was lost. */
  private long snapshot;

  private long lastTerm;
  private long saves;
  private HardState state = new HardState(1, 0, 0);

  @Property(tries = 60)
  void bothReadTheSameAfterEachBatchAndAfterEachCrash(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 999) Integer> script)
      throws Exception {
    new DurableLogTest().run(script);
  }

  private void run(List<Integer> script) throws Exception {
    disk.run(Wal.create(DIRECTORY, IDENTITY, 99, state, List.of(entry(1, 1))));
    recover();
    for (int step : script) {
      if (step % 10 == 9) {
        crash(step / 10);
      } else {
        disk.run(wal.append(List.of(save(step))));
        wal.completed();
      }
      log.refresh();
      compare();
    }
    log.restart();
    compare();
    assertThat(log.keptAll()).isTrue();
  }

  /** The machine stops somewhere within a batch, and comes back. */
  private void crash(int choice) throws Exception {
    disk.stopAfter(choice % 4, choice);
    try {
      disk.run(wal.append(List.of(save(choice))));
    } catch (IOException e) {
      assertThat(e).isInstanceOf(SimDisk.Stopped.class);
    }
    log.refresh();
    log.tellEntries(0);
    disk.cutPower();
    recover();
    log.restart();
  }

  private void recover() throws Exception {
    wal = Wal.recover(disk, DIRECTORY, IDENTITY, new Wal.Options(4, 1000)).wal();
    WalReader.Contents read = WalReader.read(disk, DIRECTORY);
    state = read.hardState();
    snapshot = read.snapshot().index();
  }

  private Save save(int choice) {
    long last = wal.lastIndex();
    state = new HardState(state.term() + choice % 2, choice % 3, state.commit());
    List<Entry> entries = new ArrayList<>();
    Optional<Save.Marker> marker = Optional.empty();
    switch (choice % 7) {
      case 0 -> {
        snapshot = last + choice % 5;
        marker = Optional.of(new Save.Marker.Installed(meta(snapshot)));
      }
      case 1 -> {
        snapshot = last;
        marker = Optional.of(new Save.Marker.Compacted(meta(snapshot)));
      }
      default -> {
        long first = Math.max(snapshot + 1, last + 1 - choice % 3);
        for (long i = first; i <= first + choice % 4; i++) {
          entries.add(entry(i, state.term()));
        }
      }
    }
    return new Save(++saves, state, entries, marker);
  }

  private SnapshotMeta meta(long index) {
    return new SnapshotMeta(index, state.term(), Membership.NONE);
  }

  private static Entry entry(long index, long term) {
    Origin origin = new Origin(1, 11, 1, index);
    Bytes data = Bytes.utf8("value " + index + " of " + term);
    return new Entry(index, term, new Payload.Command(origin, 0, data));
  }

  private void compare() throws Exception {
    WalReader.Contents expected = WalReader.read(disk, DIRECTORY);
    assertThat(log.term()).isEqualTo(expected.hardState().term());
    assertThat(log.vote()).isEqualTo(expected.hardState().vote());
    assertThat(log.commit()).isEqualTo(expected.hardState().commit());
    assertThat(log.snapshotIndex()).isEqualTo(expected.snapshot().index());
    assertThat(lastTerm).isEqualTo(log.term());
    assertThat(lastMarker).isLessThanOrEqualTo(log.snapshotIndex());
    List<Entry> entries = expected.entries();
    long last = entries.isEmpty() ? expected.snapshot().index() : entries.getLast().index();
    assertThat(log.lastIndex()).isEqualTo(last);
    for (Entry entry : entries) {
      assertThat(log.entries().term(entry.index())).isEqualTo(entry.term());
      assertThat(log.entries().hash(entry.index())).isEqualTo(EntryHash.of(entry.payload()));
    }
  }

  private DurableImage image() {
    return new DurableImage() {
      @Override
      public long version() {
        return disk.durableVersion();
      }

      @Override
      public long size(String file) {
        return disk.durableSize(file);
      }

      @Override
      public byte[] read(String file, long offset) {
        return disk.durableBytes(file, offset);
      }

      @Override
      public List<String> list(String directory) {
        return disk.durableList(directory);
      }
    };
  }
}
