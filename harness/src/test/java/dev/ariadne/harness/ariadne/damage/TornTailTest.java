package dev.ariadne.harness.ariadne.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.cluster.Capability.TornLog.Tear;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Inspection;
import dev.ariadne.server.wal.Recovered;
import dev.ariadne.server.wal.TornEnd;
import dev.ariadne.server.wal.Wal;
import dev.ariadne.server.wal.WalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fair damage: it must cost nothing that was reported, and must be seen to bite. */
class TornTailTest {

  private static final String LOG = "raftexample-1";
  private static final Identity OWNER = new Identity(7, 1, 11);
  private static final Wal.Options TINY = new Wal.Options(3, 4096);
  private static final Membership MEMBERS =
      new Membership(List.of(new Member(1, 11, "http://127.0.0.1:9021", Member.Role.VOTER)));

  private final SimDisk disk = new SimDisk((site, bound) -> 0);

  @BeforeEach
  void aLog() throws Exception {
    disk.run(Wal.create(LOG, OWNER, 0x5eed5a17, HardState.INITIAL, List.of()));
  }

  /** Saves, each as a node makes it durable: as a whole, or not at all. */
  private static List<Save> saves() {
    HardState first = new HardState(1, 1, 0);
    HardState second = new HardState(2, 0, 4);
    SnapshotMeta compacted = new SnapshotMeta(3, 1, MEMBERS);
    SnapshotMeta installed = new SnapshotMeta(20, 2, MEMBERS);
    return List.of(
        save(1, first, 0, 0),
        save(2, first, 1, 3),
        save(3, new HardState(1, 1, 4), 4, 2),
        marked(4, new HardState(1, 1, 4), new Save.Marker.Compacted(compacted)),
        save(5, second, 5, 2),
        save(6, new HardState(3, 0, 5), 5, 1),
        marked(7, new HardState(3, 0, 20), new Save.Marker.Installed(installed)),
        save(8, new HardState(3, 0, 20), 21, 4));
  }

  private static Save save(long number, HardState state, long from, int count) {
    List<Entry> entries = new ArrayList<>();
    for (long index = from; index < from + count; index++) {
      Bytes data = Bytes.copyOf(new byte[(int) (40 * index)]);
      Origin origin = new Origin(1, 11, 1, index);
      entries.add(
          new Entry(index, state.term(), new Payload.Command(origin, state.commit(), data)));
    }
    return new Save(number, state, entries, Optional.empty());
  }

  private static Save marked(long number, HardState state, Save.Marker marker) {
    return new Save(number, state, List.of(), Optional.of(marker));
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  void aTornEndCostsNothingThatWasReported(Tear tear) throws Exception {
    Wal wal = recover(disk).wal();
    for (Save save : saves()) {
      List<Step> steps = wal.append(List.of(save));
      SimDisk whole = copy();
      whole.run(steps);
      Recovered before = recover(copy());
      Recovered after = recover(whole);
      for (Step step : steps) {
        disk.run(List.of(step));
        for (int choice = 0; choice < 20; choice++) {
          Recovered found = tornAndRecovered(tear, choice);
          assertThat(isTheSame(found, before) || isTheSame(found, after))
              .as("%s by choice %d after %s of save %d", tear, choice, step, save.number())
              .isTrue();
        }
      }
      wal.completed();
      for (int choice = 0; choice < 20; choice++) {
        assertThat(isTheSame(tornAndRecovered(tear, choice), after)).isTrue();
      }
    }
  }

  private Recovered tornAndRecovered(Tear tear, int choice) throws Exception {
    SimDisk torn = copy();
    torn.crashProcess();
    Inspection log = WalReader.inspect(torn, LOG);
    torn.run(TornTail.choose(log, log.evidenceBytes(), tear, choice).steps());
    return recover(torn);
  }

  private static boolean isTheSame(Recovered found, Recovered other) {
    return found.hardState().equals(other.hardState())
        && found.snapshot().equals(other.snapshot())
        && found.entries().equals(other.entries());
  }

  @Test
  void partOfANextBatchIsSoundButForItsLength() throws Exception {
    recover(disk);
    Inspection log = WalReader.inspect(disk, LOG);
    disk.run(List.of(new Step.Write(log.file(), log.evidenceBytes(), log.nextBatch())));
    Recovered recovered = recover(disk);
    assertThat(recovered.torn()).isEmpty();
    assertThat(recovered.entries()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  void everyTearOfAFinishedLogIsRepairedAndReported(Tear tear) throws Exception {
    recover(disk);
    for (int choice = 0; choice < 500; choice++) {
      SimDisk copy = copy();
      Inspection log = WalReader.inspect(copy, LOG);
      TornTail torn = TornTail.choose(log, log.evidenceBytes(), tear, choice);
      copy.run(torn.steps());
      assertThat(recover(copy).torn())
          .contains(new TornEnd(torn.file(), torn.offset(), torn.bytesAdded()));
    }
  }

  private SimDisk copy() {
    return disk.copy((site, bound) -> 0);
  }

  private static Recovered recover(SimDisk of) throws Exception {
    return Wal.recover(of, LOG, OWNER, TINY);
  }
}
