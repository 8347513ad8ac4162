package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Script.Expected;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The harness's fair damage: it must cost nothing that was reported, and must be seen to bite. */
class TornTailTest {

  @Test
  void aTornEndCostsNothingThatWasReported() throws Exception {
    SimDisk disk = LogCrashTest.created();
    Wal wal = LogCrashTest.recover(disk).wal();
    Expected before = Expected.NOTHING;
    for (Script.Action action : Script.everything().actions()) {
      Expected after = before.after(action);
      for (Step step : Script.steps(action, wal)) {
        disk.run(List.of(step));
        tearsAreHarmless(disk, before, after);
      }
      LogCrashTest.complete(wal, action);
      tearsAreHarmless(disk, after, after);
      before = after;
    }
  }

  @Test
  void partOfANextBatchIsSoundButForItsLength() throws Exception {
    SimDisk disk = LogCrashTest.created();
    LogCrashTest.recover(disk);
    Inspection log = WalReader.inspect(disk, LogCrashTest.LOG);
    disk.run(List.of(new Step.Write(log.file(), log.evidenceBytes(), log.nextBatch())));
    Recovered recovered = LogCrashTest.recover(disk);
    assertThat(recovered.torn()).isEmpty();
    assertThat(recovered.entries()).hasSize(1);
  }

  @Test
  void everyTearOfAFinishedLogIsRepairedAndReported() throws Exception {
    SimDisk disk = LogCrashTest.created();
    LogCrashTest.recover(disk);
    for (TornTail.Kind kind : TornTail.Kind.values()) {
      for (int choice = 0; choice < 500; choice++) {
        SimDisk torn = disk.copy(Enumerated.HARMLESS);
        TornTail.Tear tear = TornTail.tear(WalReader.inspect(torn, LogCrashTest.LOG), kind, choice);
        torn.run(tear.steps());
        assertThat(LogCrashTest.recover(torn).torn())
            .contains(new TornEnd(tear.file(), tear.offset(), tear.bytesAdded()));
      }
    }
  }

  private static void tearsAreHarmless(SimDisk disk, Expected least, Expected most)
      throws Exception {
    for (TornTail.Kind kind : TornTail.Kind.values()) {
      for (int choice = 0; choice < 20; choice++) {
        SimDisk torn = disk.copy(Enumerated.HARMLESS);
        torn.crashProcess();
        Inspection log = WalReader.inspect(torn, LogCrashTest.LOG);
        torn.run(TornTail.tear(log, kind, choice).steps());
        Recovered found = LogCrashTest.recover(torn);
        assertThat(
                most.matches(found.hardState(), found.snapshot(), found.entries())
                    || least.matches(found.hardState(), found.snapshot(), found.entries()))
            .as("%s %d", kind, choice)
            .isTrue();
      }
    }
  }
}
