package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.SyncedDamage;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the data directory of a member that has lived. */
class SyncedDamageTest {

  private static final int CHOICES = 40;

  @ParameterizedTest
  @EnumSource(SyncedDamage.Kind.class)
  void whateverIsChosenHasToBeNoticed(SyncedDamage.Kind kind) throws Exception {
    DamagedDirectory directory = DamagedDirectory.lived();
    TreeSet<String> files = new TreeSet<>();
    for (long choice = 0; choice < CHOICES; choice++) {
      SimDisk disk = directory.copy();
      SyncedDamage.Strike strike =
          SyncedDamage.choose(disk, "raftexample-1", "raftexample-1-snap", kind, choice);
      assertThat(strike.kind()).isEqualTo(kind);
      assertThat(strike.bytesCut() + strike.bitsFlipped()).isPositive();
      assertThat(DamagedDirectory.same(disk, directory.truth())).isTrue();
      disk.run(strike.steps());
      assertThat(directory.judge(strike.toString(), disk))
          .as("%s", strike)
          .isEqualTo(DamagedDirectory.Verdict.NOTICED);
      files.add(strike.file());
    }
    boolean snapshot = kind.name().startsWith("SNAPSHOT");
    assertThat(files).hasSize(snapshot ? 1 : kind == SyncedDamage.Kind.SEGMENT_GONE ? 3 : 4);
  }
}
