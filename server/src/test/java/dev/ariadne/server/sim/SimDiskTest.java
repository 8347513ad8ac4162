package dev.ariadne.server.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Outcome;
import dev.ariadne.server.port.Disk.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SimDiskTest implements DiskContract {

  private static final Choices LOSE_ALL =
      (site, bound) -> site.endsWith("longer") ? 0 : Math.min(1, bound - 1);
  private static final Choices KEEP_ALL = (site, bound) -> 0;

  private SimDisk disk;

  @Override
  public Disk disk() {
    disk = new SimDisk(LOSE_ALL);
    return disk;
  }

  @Override
  public void settle() {
    disk.runAll();
  }

  @Test
  void aProcessThatDiesLeavesWhatItWroteUnsynced() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1234");
    disk.run(List.of(write(2, "xyz")));
    disk.crashProcess();
    assertThat(content(disk)).isEqualTo("12xyz");
    assertThat(disk.allSynced()).isFalse();
    disk.cutPower();
    assertThat(content(disk)).isEqualTo("1234");
  }

  @Test
  void aPowerCutKeepsWhatTheChoicesSay() throws IOException {
    SimDisk disk = synced(KEEP_ALL, "1234");
    disk.run(List.of(write(2, "xyz")));
    disk.cutPower();
    assertThat(content(disk)).isEqualTo("12xyz");
    assertThat(disk.allSynced()).isTrue();
  }

  @Test
  void sectorsAreLostOneByOne() throws IOException {
    SimDisk disk = synced((site, bound) -> site.endsWith("sector 1") ? 1 : 0, "");
    disk.run(List.of(write(0, "a".repeat(1500))));
    disk.cutPower();
    assertThat(content(disk))
        .isEqualTo("a".repeat(512) + "\0".repeat(512) + "a".repeat(1500 - 1024));
  }

  @Test
  void theSizeMayGetThroughWithoutTheContent() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "12");
    disk.run(List.of(write(2, "xyz")));
    SimDisk longer = disk.copy((site, bound) -> 1);
    longer.cutPower();
    assertThat(content(longer)).isEqualTo("12\0\0\0");
  }

  @Test
  void anOlderVersionOfASectorMayBeTheOneThatIsKept() throws IOException {
    SimDisk disk = synced((site, bound) -> bound > 2 ? 2 : 0, "1234");
    disk.run(List.of(write(0, "a"), write(0, "b"), write(0, "c")));
    disk.cutPower();
    assertThat(content(disk)).isEqualTo("b234");
  }

  @Test
  void anUnsyncedCutMayBeUndone() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1234");
    disk.run(List.of(new Step.Truncate("f", 1)));
    SimDisk kept = disk.copy(KEEP_ALL);
    kept.cutPower();
    assertThat(content(kept)).isEqualTo("1");
    disk.cutPower();
    assertThat(content(disk)).isEqualTo("1234");
  }

  @Test
  void namesAreLostUntilTheirDirectoryIsSynced() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1");
    disk.run(List.of(new Step.Create("g"), new Step.Sync("g"), new Step.Delete("f")));
    SimDisk dark = disk.copy(LOSE_ALL);
    dark.cutPower();
    assertThat(dark.list("")).containsExactly("f");
    disk.run(List.of(new Step.SyncDirectory("")));
    disk.cutPower();
    assertThat(disk.list("")).containsExactly("g");
  }

  @Test
  void aRenamingHappensAsAWholeOrNotAtAll() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "old");
    disk.run(
        List.of(
            new Step.Create("t"),
            new Step.Write("t", 0, Bytes.utf8("new")),
            new Step.Sync("t"),
            new Step.SyncDirectory(""),
            new Step.Rename("t", "f")));
    SimDisk kept = disk.copy(KEEP_ALL);
    kept.cutPower();
    assertThat(kept.list("")).containsExactly("f");
    assertThat(content(kept)).isEqualTo("new");
    disk.cutPower();
    assertThat(disk.list("")).containsExactly("f", "t");
    assertThat(content(disk)).isEqualTo("old");
  }

  @Test
  void withItsDirectoryAFileIsLostToo() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1");
    disk.run(
        List.of(
            new Step.MakeDirectory("a/b"),
            new Step.Create("a/b/g"),
            new Step.Sync("a/b/g"),
            new Step.SyncDirectory("a/b"),
            new Step.SyncDirectory("a")));
    disk.cutPower();
    assertThat(disk.list("a/b")).isEmpty();
  }

  @Property(tries = 300)
  void whatIsSyncedNeverChanges(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    SimDisk disk = synced((site, bound) -> random.nextInt(bound), "");
    byte[] model = new byte[0];
    for (int i = 0; i < 10; i++) {
      byte[] added = new byte[1 + random.nextInt(700)];
      random.nextBytes(added);
      disk.run(List.of(new Step.Write("f", model.length, Bytes.copyOf(added))));
      if (random.nextBoolean()) {
        disk.run(List.of(new Step.Sync("f")));
        int start = model.length;
        model = Arrays.copyOf(model, start + added.length);
        System.arraycopy(added, 0, model, start, added.length);
      } else {
        disk.cutPower();
        assertThat(disk.read("f", 0, model.length)).isEqualTo(Bytes.copyOf(model));
        assertThat(disk.size("f")).isBetween((long) model.length, model.length + 700L);
        disk.run(List.of(new Step.Truncate("f", model.length), new Step.Sync("f")));
      }
    }
  }

  @Test
  void everyStepAndEveryOutcomeIsAMoveOfItsOwn() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "");
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(write(0, "x"), new Step.Sync("f")), heard::add);
    assertThat(disk.nextStep()).contains(write(0, "x"));
    assertThat(disk.runNext()).isTrue();
    assertThat(content(disk)).isEqualTo("x");
    assertThat(disk.runNext()).isTrue();
    assertThat(disk.allSynced()).isTrue();
    assertThat(heard).isEmpty();
    assertThat(disk.runNext()).isTrue();
    assertThat(heard).containsExactly(new Outcome.Done());
    assertThat(disk.runNext()).isFalse();
  }

  @Test
  void afterACrashNothingComesBack() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "");
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(write(0, "x"), write(1, "y")), heard::add);
    disk.runNext();
    disk.crashProcess();
    disk.runAll();
    assertThat(heard).isEmpty();
    assertThat(content(disk)).isEqualTo("x");
  }

  @Test
  void aStalledSyncHoldsUpAllThatComesAfterIt() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "");
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(write(0, "x"), new Step.Sync("f")), heard::add);
    disk.stallNextSync();
    disk.runAll();
    assertThat(content(disk)).isEqualTo("x");
    assertThat(heard).isEmpty();
    disk.release();
    disk.runAll();
    assertThat(heard).containsExactly(new Outcome.Done());
  }

  @Test
  void aFailedWriteMayHaveWrittenAPart() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1234");
    disk.failNextWrite(2);
    assertThatThrownBy(() -> disk.run(List.of(write(0, "abcd")))).hasMessageContaining("on write");
    assertThat(content(disk)).isEqualTo("ab34");
    disk.crashProcess();
    disk.run(List.of(write(0, "abcd")));
    assertThat(content(disk)).isEqualTo("abcd");
  }

  @Test
  void aFailedSyncHasSyncedNothing() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1234");
    disk.failNextSync();
    assertThatThrownBy(() -> disk.run(List.of(write(0, "abcd"), new Step.Sync("f"))))
        .hasMessageContaining("on sync");
    disk.cutPower();
    assertThat(content(disk)).isEqualTo("1234");
  }

  @Test
  void aFullDiskTakesWhatFits() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1234");
    disk.capacity(6);
    disk.run(List.of(write(0, "abcd")));
    assertThatThrownBy(() -> disk.run(List.of(write(4, "efgh")))).hasMessageContaining("no space");
    assertThat(content(disk)).isEqualTo("abcdef");
  }

  @Test
  void movesHappenWhenThePaceSaysSo() throws IOException {
    List<String> asked = new ArrayList<>();
    List<Runnable> moves = new ArrayList<>();
    SimDisk disk =
        new SimDisk(
            LOSE_ALL,
            (work, name, bytes, move) -> {
              asked.add(work + " " + name + " " + bytes);
              moves.add(move);
            });
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(new Step.Create("f"), write(0, "xyz"), new Step.Sync("f")), heard::add);
    disk.submit(List.of(new Step.SyncDirectory("")), heard::add);
    disk.stallNextSync();
    while (!moves.isEmpty()) {
      moves.removeFirst().run();
    }
    assertThat(asked).containsExactly("CREATE f 0", "WRITE f 3");
    disk.release();
    while (!moves.isEmpty()) {
      moves.removeFirst().run();
    }
    assertThat(asked)
        .containsExactly(
            "CREATE f 0", "WRITE f 3", "SYNC f 0", "DELIVER  0", "SYNC_DIRECTORY  0", "DELIVER  0");
    assertThat(heard).hasSize(2);
    disk.submit(List.of(write(0, "abc")), heard::add);
    disk.crashProcess();
    moves.removeFirst().run();
    assertThat(content(disk)).isEqualTo("xyz");
  }

  @Test
  void aCrashInTheMiddleOfAStepLeavesNothingOfItsLifeBehind() throws IOException {
    SimDisk disk = synced(LOSE_ALL, "1234");
    List<Outcome> heard = new ArrayList<>();
    disk.crashAfter(1, 2, disk::crashProcess);
    disk.submit(List.of(write(4, "ab"), write(6, "cdef"), new Step.Sync("f")), heard::add);
    disk.runAll();
    assertThat(heard).isEmpty();
    assertThat(content(disk)).isEqualTo("1234abcd");
    disk.submit(List.of(new Step.Sync("f")), heard::add);
    disk.runAll();
    assertThat(heard).containsExactly(new Outcome.Done());
    disk.cutPower();
    assertThat(content(disk)).isEqualTo("1234abcd");
  }

  private static SimDisk synced(Choices choices, String content) throws IOException {
    SimDisk disk = new SimDisk(choices);
    disk.run(List.of(new Step.Create("f"), new Step.SyncDirectory("")));
    disk.run(List.of(write(0, content), new Step.Sync("f")));
    return disk;
  }

  private static Step write(long offset, String text) {
    return new Step.Write("f", offset, Bytes.utf8(text));
  }

  private static String content(SimDisk disk) throws IOException {
    return disk.read("f", 0, 10_000).utf8();
  }
}
