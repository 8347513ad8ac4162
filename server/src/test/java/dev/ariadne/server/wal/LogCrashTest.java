package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Script.Expected;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * Writes, crashes, recovers: wherever the crash falls, what was reported durable is there, what was
 * submitted is there as a whole or not at all, and no crash is taken for damage.
 */
class LogCrashTest {

  static final String LOG = "raftexample-1";
  static final Identity OWNER = new Identity(7, 1, 11);
  static final int SALT = 0x5eed5a17;
  static final Wal.Options TINY = new Wal.Options(3, 4096);

  /** More of them: {@code -Dariadne.lives=100}. */
  private static final int LIVES = Integer.getInteger("ariadne.lives", 1);

  private int ways = 60;

  @Test
  void aCrashAnywhereCostsNothingThatWasReported() throws Exception {
    crashEverywhere(Script.everything(), true);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void norDoesOneInALifeByChance(@ForAll long seed) throws Exception {
    ways = 6;
    for (int life = 0; life < LIVES; life++) {
      crashEverywhere(Script.random(seed + life, 40), false);
    }
  }

  @Test
  void aCrashDuringRecoveryCostsNothingEither() throws Exception {
    SimDisk disk = created();
    Wal wal = recover(disk).wal();
    Expected before = Expected.NOTHING;
    for (Script.Action action : Script.everything().actions()) {
      Expected after = before.after(action);
      for (Step step : Script.steps(action, wal)) {
        if (step instanceof Step.Write write) {
          for (int bytes : List.of(0, 30, write.bytes().length() / 2, write.bytes().length() - 1)) {
            crashWhileRecovering(stopped(disk, step, bytes), before, after);
          }
        }
        disk.run(List.of(step));
        crashWhileRecovering(disk.copy(Enumerated.HARMLESS), before, after);
      }
      complete(wal, action);
      before = after;
    }
  }

  @Test
  void saveAfterSaveMayBeUnderWay() throws Exception {
    SimDisk disk = created();
    Wal wal = recover(disk).wal();
    List<Script.Action> actions = Script.everything().actions();
    int[] done = {0};
    for (Script.Action action : actions) {
      disk.submit(
          Script.steps(action, wal),
          outcome -> {
            complete(wal, action);
            done[0]++;
          });
    }
    do {
      SimDisk left = disk.copy(Enumerated.WORST);
      left.cutPower();
      Recovered recovered = recover(left);
      Expected least = Expected.NOTHING;
      for (Script.Action action : actions.subList(0, done[0])) {
        least = least.after(action);
      }
      Expected most = done[0] < actions.size() ? least.after(actions.get(done[0])) : least;
      verify(recovered, least, most, "after " + done[0] + " actions");
    } while (disk.runNext());
    assertThat(done[0]).isEqualTo(actions.size());
  }

  @Test
  void aFailedStepLeavesNoMoreThanATornEnd() throws Exception {
    SimDisk disk = created();
    Wal wal = recover(disk).wal();
    Expected before = Expected.NOTHING;
    for (Script.Action action : Script.everything().actions()) {
      Expected after = before.after(action);
      for (Step step : Script.steps(action, wal)) {
        SimDisk failing = disk.copy(Enumerated.HARMLESS);
        failing.failNext(any -> true, "input/output error", 50);
        assertThatThrownBy(() -> failing.run(List.of(step))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> failing.run(List.of(step))).hasMessageContaining("failed before");
        failing.crashProcess();
        survives(failing, before, after, "failed at " + step);
        disk.run(List.of(step));
      }
      complete(wal, action);
      before = after;
    }
  }

  @Test
  void anUnfinishedCreationIsDiscardedAndMadeAgain() throws Exception {
    SimDisk disk = new SimDisk(Enumerated.HARMLESS);
    List<Step> creation =
        Wal.create(LOG, OWNER, SALT, new HardState(1, 0, 1), Script.entries(1, 1, 8));
    for (Step step : creation) {
      createsAgain(disk);
      if (step instanceof Step.Write write) {
        createsAgain(stopped(disk, step, write.bytes().length() / 2));
      }
      disk.run(List.of(step));
    }
    createsAgain(disk);
    disk.cutPower();
    Recovered recovered = recover(disk);
    assertThat(recovered.hardState()).isEqualTo(new HardState(1, 0, 1));
    assertThat(recovered.entries()).isEqualTo(Script.entries(1, 1, 8));
    assertThat(recovered.boot()).isEqualTo(1);
  }

  private static void createsAgain(SimDisk crashed) {
    Enumerated.all(
        60,
        choices -> {
          SimDisk disk = crashed.copy(choices);
          disk.cutPower();
          try {
            disk.run(Wal.discard(disk, LOG));
            assertThat(Wal.anyTrace(disk, LOG)).isFalse();
            disk.run(Wal.create(LOG, OWNER, SALT, HardState.INITIAL, List.of()));
            disk.cutPower();
            assertThat(recover(disk).entries()).isEmpty();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  // The language.

  static SimDisk created() throws IOException {
    SimDisk disk = new SimDisk(Enumerated.HARMLESS);
    disk.run(Wal.create(LOG, OWNER, SALT, HardState.INITIAL, List.of()));
    return disk;
  }

  static Recovered recover(SimDisk disk) throws Exception {
    return Wal.recover(disk, LOG, OWNER, TINY);
  }

  static void complete(Wal wal, Script.Action action) {
    if (action instanceof Script.Action.Append) {
      wal.completed();
    }
  }

  private void crashEverywhere(Script script, boolean everyByte) throws Exception {
    SimDisk disk = created();
    Wal wal = recover(disk).wal();
    Expected before = Expected.NOTHING;
    for (Script.Action action : script.actions()) {
      Expected after = before.after(action);
      for (Step step : Script.steps(action, wal)) {
        crash(disk, before, after, "before " + step);
        if (step instanceof Step.Write write) {
          int stride = everyByte ? 1 : 97;
          for (int bytes = 1; bytes < write.bytes().length(); bytes += stride) {
            SimDisk left = stopped(disk, step, bytes);
            survives(left, before, after, bytes + " bytes into " + step);
          }
        }
        disk.run(List.of(step));
      }
      complete(wal, action);
      crash(disk, after, after, "after " + action);
      before = after;
    }
  }

  /** A machine whose server died so many bytes into a write. */
  private static SimDisk stopped(SimDisk disk, Step step, int bytes) {
    SimDisk left = disk.copy(Enumerated.HARMLESS);
    left.stopAfter(0, bytes);
    try {
      left.run(List.of(step));
    } catch (IOException expected) {
      assertThat(expected).isInstanceOf(SimDisk.Stopped.class);
    }
    left.crashProcess();
    return left;
  }

  private void crash(SimDisk disk, Expected least, Expected most, String when) {
    SimDisk alive = disk.copy(Enumerated.HARMLESS);
    alive.crashProcess();
    survives(alive, least, most, "process died " + when);
    Enumerated.all(
        ways,
        choices -> {
          SimDisk dark = disk.copy(choices);
          dark.cutPower();
          survives(dark, least, most, "power cut " + when);
        });
  }

  /** Recovers, writes on, loses power at once, and recovers that. */
  private static void survives(SimDisk disk, Expected least, Expected most, String when) {
    try {
      Recovered recovered = recover(disk);
      Expected found = verify(recovered, least, most, when);
      Wal wal = recovered.wal();
      assertThat(disk.size(wal.syncedSegment())).as(when).isEqualTo(wal.syncedBytes());
      long next = found.lastIndex() + 1;
      Script.Action more =
          new Script.Action.Append(
              List.of(
                  new Save(
                      1,
                      new HardState(99, 2, found.hardState().commit()),
                      Script.entries(next, 99, 5),
                      Optional.empty())));
      disk.run(Script.steps(more, wal));
      SimDisk again = disk.copy(Enumerated.WORST);
      again.cutPower();
      Recovered second = recover(again);
      Expected then = found.after(more);
      verify(second, then, then, when + ", then written on");
      assertThat(second.boot()).isGreaterThan(recovered.boot());
    } catch (Exception e) {
      throw new AssertionError(when, e);
    }
  }

  private static Expected verify(Recovered recovered, Expected least, Expected most, String when) {
    for (Expected possible : List.of(most, least)) {
      if (possible.matches(recovered.hardState(), recovered.snapshot(), recovered.entries())) {
        return possible;
      }
    }
    throw new AssertionError(
        "%s%n found %s%n wanted %s%n     or %s".formatted(when, recovered, least, most));
  }

  private static void crashWhileRecovering(SimDisk crashed, Expected before, Expected after)
      throws Exception {
    for (Choices choices : List.of(Enumerated.HARMLESS, Enumerated.WORST)) {
      SimDisk whole = crashed.copy(choices);
      whole.cutPower();
      SimDisk tried = whole.copy(choices);
      recover(tried);
      long steps = tried.stepsDone();
      for (int stop = 0; stop < steps; stop++) {
        for (int bytes : List.of(0, 1, 20, 60)) {
          SimDisk once = whole.copy(choices);
          once.stopAfter(stop, bytes);
          try {
            recover(once);
          } catch (SimDisk.Stopped expected) {
            once.cutPower();
          }
          String when = "stopped after %d steps of recovery".formatted(stop);
          verify(recover(once), before, after, when);
        }
      }
    }
  }
}
