package dev.ariadne.server.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Fetched;
import dev.ariadne.server.port.Disk.Outcome;
import dev.ariadne.server.port.Disk.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every disk does alike. */
public interface DiskContract {

  Disk disk() throws IOException;

  /** Lets everything happen that was submitted, and be delivered. */
  void settle();

  @Test
  default void whatIsWrittenIsRead() throws IOException {
    Disk disk = withFile("d/f", "hello world");
    assertThat(disk.exists("d/f")).isTrue();
    assertThat(disk.size("d/f")).isEqualTo(11);
    assertThat(disk.read("d/f", 6, 5).utf8()).isEqualTo("world");
    assertThat(disk.read("d/f", 6, 500).utf8()).isEqualTo("world");
    assertThat(disk.read("d/f", 11, 5)).isEqualTo(Bytes.EMPTY);
    disk.run(List.of(new Step.Write("d/f", 6, Bytes.utf8("there!"))));
    assertThat(disk.read("d/f", 0, 50).utf8()).isEqualTo("hello there!");
    disk.run(List.of(new Step.Truncate("d/f", 5), new Step.Sync("d/f")));
    assertThat(disk.read("d/f", 0, 50).utf8()).isEqualTo("hello");
  }

  @Test
  default void muchIsWrittenAtOnce() throws IOException {
    byte[] much = new byte[3_500_000];
    new Random(1).nextBytes(much);
    Disk disk = withFile("d/f", "1234");
    disk.run(List.of(new Step.Write("d/f", 2, Bytes.copyOf(much)), new Step.Sync("d/f")));
    assertThat(disk.size("d/f")).isEqualTo(3_500_002);
    assertThat(disk.read("d/f", 2, 4_000_000)).isEqualTo(Bytes.copyOf(much));
  }

  @Test
  default void namesAreListedInOrderWithoutDirectories() throws IOException {
    Disk disk = withFile("d/f", "1");
    disk.run(
        List.of(
            new Step.Create("d/a"),
            new Step.MakeDirectory("d/e/e"),
            new Step.MakeDirectory("d/e"),
            new Step.Create("d/e/x")));
    assertThat(disk.list("d")).containsExactly("a", "f");
    assertThat(disk.list("nowhere")).isEmpty();
    assertThat(disk.exists("d/g")).isFalse();
  }

  @Test
  default void aNewNameTakesThePlaceOfWhatHadIt() throws IOException {
    Disk disk = withFile("d/f", "old");
    disk.run(List.of(new Step.Create("d/t"), new Step.Write("d/t", 0, Bytes.utf8("new"))));
    disk.run(List.of(new Step.Rename("d/t", "d/f"), new Step.SyncDirectory("d")));
    assertThat(disk.list("d")).containsExactly("f");
    assertThat(disk.read("d/f", 0, 9).utf8()).isEqualTo("new");
    disk.run(List.of(new Step.Delete("d/f")));
    assertThat(disk.list("d")).isEmpty();
  }

  @Test
  default void whatCannotBeDoneFails() throws IOException {
    for (Step step :
        List.of(
            new Step.Create("d/f"),
            new Step.Create("nowhere/f"),
            new Step.Write("d/g", 0, Bytes.utf8("x")),
            new Step.Write("d/f", 5, Bytes.utf8("x")),
            new Step.Sync("d/g"),
            new Step.Truncate("d/f", 5),
            new Step.Rename("d/g", "d/h"),
            new Step.Delete("d/g"),
            new Step.SyncDirectory("nowhere"))) {
      Disk disk = withFile("d/f", "1234");
      assertThatThrownBy(() -> disk.run(List.of(step)))
          .as("%s", step)
          .isInstanceOf(IOException.class);
      assertThat(disk.read("d/f", 0, 9).utf8()).isEqualTo("1234");
    }
    assertThatThrownBy(() -> disk().read("d/none", 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().size("d/none")).isInstanceOf(IOException.class);
  }

  @Test
  default void outcomesComeInOrderAndNotFromWithinTheCall() throws IOException {
    Disk disk = withFile("d/f", "");
    List<String> heard = new ArrayList<>();
    disk.submit(
        List.of(new Step.Write("d/f", 0, Bytes.utf8("one")), new Step.Sync("d/f")),
        outcome -> heard.add(outcome.toString()));
    disk.fetch("d/f", 1, 9, fetched -> heard.add(fetched.toString()));
    disk.submit(List.of(), outcome -> heard.add(outcome.toString()));
    assertThat(heard).isEmpty();
    settle();
    assertThat(heard)
        .containsExactly(
            new Outcome.Done().toString(),
            new Fetched.Content(Bytes.utf8("ne")).toString(),
            new Outcome.Done().toString());
  }

  @Test
  default void afterAFailureNothingIsDoneAnyMore() throws IOException {
    Disk disk = withFile("d/f", "1234");
    Step bad = new Step.Delete("d/none");
    Step good = new Step.Write("d/f", 0, Bytes.utf8("5678"));
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(bad, good), heard::add);
    disk.submit(List.of(good), heard::add);
    settle();
    assertThat(heard).hasSize(2).allMatch(Outcome.Failed.class::isInstance);
    assertThat(((Outcome.Failed) heard.getFirst()).step()).isEqualTo(bad);
    assertThat(((Outcome.Failed) heard.getLast()).cause()).hasMessageContaining("failed before");
    assertThatThrownBy(() -> disk.run(List.of(good))).isInstanceOf(IOException.class);
    assertThat(disk.read("d/f", 0, 9).utf8()).isEqualTo("1234");
  }

  @Test
  default void aFailedReadSpoilsNothing() throws IOException {
    Disk disk = withFile("d/f", "1234");
    List<Fetched> heard = new ArrayList<>();
    disk.fetch("d/none", 0, 5, heard::add);
    disk.fetch("d/f", 0, 5, heard::add);
    settle();
    assertThat(heard.getFirst()).isInstanceOf(Fetched.Failed.class);
    assertThat(heard.getLast()).isEqualTo(new Fetched.Content(Bytes.utf8("1234")));
  }

  private Disk withFile(String file, String content) throws IOException {
    Disk disk = disk();
    String directory = file.substring(0, file.lastIndexOf('/'));
    disk.run(
        List.of(
            new Step.MakeDirectory(directory),
            new Step.Create(file),
            new Step.Write(file, 0, Bytes.utf8(content)),
            new Step.Sync(file),
            new Step.SyncDirectory(directory),
            new Step.SyncDirectory("")));
    return disk;
  }
}
