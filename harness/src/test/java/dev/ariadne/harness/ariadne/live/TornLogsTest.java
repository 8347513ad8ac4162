package dev.ariadne.harness.ariadne.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.harness.ariadne.damage.TornLogs;
import dev.ariadne.harness.cluster.Capability.TornLog.Tear;
import dev.ariadne.harness.cluster.Capability.TornLog.Torn;
import dev.ariadne.harness.process.Ports;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.wal.Recovered;
import dev.ariadne.server.wal.TornEnd;
import dev.ariadne.server.wal.Wal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On real logs on the real disk. */
class TornLogsTest {

  private static final Identity IDENTITY = new Identity(7, 1, 9);
  private static final String LOG = "raftexample-1";
  private static final int ENTRIES = 6;
  private static final int CHOICES = 12;

  @TempDir Path directory;
  private LiveNode node;
  private TornLogs logs;

  @BeforeEach
  void aNodeThatIsDown() throws IOException {
    node = new LiveNode("n1", 1, directory.resolve("n1"), new Ports(), 0);
    logs = new TornLogs(name -> LiveStoppedDisk.of(node));
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  void whatIsLeftIsRepairedAndNothingThatWasSyncedIsLost(Tear tear) throws Exception {
    writeLog();
    for (int choice = 0; choice < CHOICES; choice++) {
      Torn torn = logs.tear("n1", tear, choice);
      Path file = Path.of(torn.file());
      assertThat(file).startsWith(node.data().resolve(LOG));
      assertThat(Files.size(file)).isEqualTo(torn.offset() + torn.bytesAdded());
      assertThat(torn.bytesAdded()).isPositive();
      assertThat(torn.tear()).isEqualTo(tear == Tear.CUT ? Tear.PART_OF_RECORD : tear);

      Recovered recovered = recover();
      assertThat(recovered.entries()).hasSize(ENTRIES);
      assertThat(recovered.torn())
          .contains(new TornEnd(LOG + "/" + file.getFileName(), torn.offset(), torn.bytesAdded()));
    }
  }

  @Test
  void onlyBytesThatNobodyKnowsToBeSyncedAreCutOff() throws Exception {
    writeLog();
    Path segment = segment();
    long synced = Files.size(segment);
    for (int choice = 0; choice < CHOICES; choice++) {
      Files.write(segment, new byte[100], StandardOpenOption.APPEND);
      Torn torn = logs.tear("n1", Tear.CUT, choice);
      assertThat(torn.tear()).isEqualTo(Tear.CUT);
      assertThat(torn.offset()).isBetween(synced, synced + 99);
      assertThat(torn.bytesCut()).isEqualTo(synced + 100 - torn.offset());
      assertThat(torn.bytesAdded()).isZero();
      assertThat(recover().entries()).hasSize(ENTRIES);
      synced = Files.size(segment);
    }
  }

  @Test
  void theSameChoiceDoesTheSame() throws Exception {
    writeLog();
    byte[] before = Files.readAllBytes(segment());
    Torn first = logs.tear("n1", Tear.GARBAGE, 42);
    byte[] torn = Files.readAllBytes(segment());
    Files.write(segment(), before);
    assertThat(logs.tear("n1", Tear.GARBAGE, 42)).isEqualTo(first);
    assertThat(Files.readAllBytes(segment())).isEqualTo(torn);
  }

  @Test
  void aDamagedLogIsNotTorn() throws Exception {
    writeLog();
    byte[] bytes = Files.readAllBytes(segment());
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment(), bytes);
    assertThatThrownBy(() -> logs.tear("n1", Tear.ZEROS, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("n1's log cannot be torn");
    assertThat(Files.readAllBytes(segment())).isEqualTo(bytes);
  }

  @Test
  void aLogThatNobodyHasServedOnHasNoEndToTear() throws Exception {
    try (FileDisk disk = FileDisk.open(node.data(), Runnable::run)) {
      disk.run(Wal.create(LOG, IDENTITY, 12345, HardState.INITIAL, List.of()));
    }
    byte[] before = Files.readAllBytes(segment());
    assertThat(logs.tear("n1", Tear.GARBAGE, 1)).isEqualTo(Torn.nothing(Tear.GARBAGE));
    assertThat(Files.readAllBytes(segment())).isEqualTo(before);
  }

  @Test
  void aLogThatIsNotThereYetHasNoEndToTear() {
    assertThat(logs.tear("n1", Tear.CUT, 1)).isEqualTo(Torn.nothing(Tear.CUT));
  }

  private Path segment() throws IOException {
    try (var files = Files.list(node.data().resolve(LOG))) {
      return files.filter(file -> file.toString().endsWith(".wal")).findFirst().orElseThrow();
    }
  }

  private void writeLog() throws Exception {
    try (FileDisk disk = FileDisk.open(node.data(), Runnable::run)) {
      disk.run(Wal.create(LOG, IDENTITY, 12345, HardState.INITIAL, List.of()));
      Wal wal = Wal.recover(disk, LOG, IDENTITY, Wal.Options.DEFAULT).wal();
      for (long i = 1; i <= ENTRIES; i++) {
        Entry entry = new Entry(i, 1, new Payload.NoOp());
        Save save = new Save(i, new HardState(1, 0, i - 1), List.of(entry), Optional.empty());
        disk.run(wal.append(List.of(save)));
        wal.completed();
      }
    }
  }

  private Recovered recover() throws Exception {
    try (FileDisk disk = FileDisk.open(node.data(), Runnable::run)) {
      return Wal.recover(disk, LOG, IDENTITY, Wal.Options.DEFAULT);
    }
  }
}
