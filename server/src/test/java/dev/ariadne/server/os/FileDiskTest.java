package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Outcome;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.sim.DiskContract;
import dev.ariadne.server.wal.Recovered;
import dev.ariadne.server.wal.Wal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest implements DiskContract {

  @TempDir Path directory;

  private final List<FileDisk> disks = new ArrayList<>();

  /** The node's loop: what it is to run waits here. */
  private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

  @Override
  public Disk disk() throws IOException {
    return open(directory.resolve("data-" + disks.size()));
  }

  private FileDisk open(Path root) throws IOException {
    FileDisk disk = FileDisk.open(root, loop::add);
    disks.add(disk);
    return disk;
  }

  @Override
  public void settle() {
    // One thread does everything in order, so this comes after all that was submitted.
    CompletableFuture<Boolean> reached = new CompletableFuture<>();
    disks.getLast().fetch("nothing", 0, 0, fetched -> reached.complete(true));
    while (!reached.isDone()) {
      next().run();
    }
  }

  private Runnable next() {
    try {
      Runnable task = loop.poll(20, TimeUnit.SECONDS);
      assertThat(task).as("what the disk delivers").isNotNull();
      return task;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (FileDisk disk : disks) {
      disk.close();
    }
  }

  @Test
  void twoServersDoNotShareADirectory() throws IOException {
    open(directory);
    assertThatThrownBy(() -> FileDisk.open(directory, loop::add))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "data directory %s is in use by another server: stop that one, or choose another"
                    .formatted(directory)
                + " directory");
    disks.getLast().close();
    open(directory);
  }

  @Test
  void norDoTwoProcesses() throws Exception {
    open(directory);
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                OpensDisk.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("is in use by another server");
  }

  /** Another server. */
  static final class OpensDisk {
    public static void main(String[] arguments) {
      try {
        FileDisk.open(Path.of(arguments[0]), Runnable::run);
      } catch (IOException e) {
        System.out.println(e.getMessage());
        System.exit(1);
      }
    }
  }

  @Test
  void aFileInTheDirectorysPlaceIsSaidSo() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> open(file))
        .hasMessage("data directory " + file + " is not a directory");
    Path below = file.resolve("below");
    assertThatThrownBy(() -> open(below))
        .hasMessageStartingWith("data directory " + below + " cannot be made: ");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsSaidSo() throws IOException {
    Files.createDirectories(directory.resolve("data/lock"));
    assertThatThrownBy(() -> open(directory.resolve("data")))
        .hasMessageStartingWith(
            "data directory " + directory.resolve("data") + " cannot be written: ");
  }

  @Test
  void aFullDiskFailsTheWriteAndAllThatComesAfterIt() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    FileDisk disk = open(directory);
    Files.createSymbolicLink(directory.resolve("full"), full);
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(new Step.Write("full", 0, Bytes.utf8("x"))), heard::add);
    disk.submit(List.of(new Step.MakeDirectory("d")), heard::add);
    settle();
    assertThat(heard).hasSize(2).allMatch(Outcome.Failed.class::isInstance);
    assertThat(((Outcome.Failed) heard.getFirst()).cause())
        .hasMessageContaining("writing 1 bytes at 0 of full")
        .hasMessageContaining("No space left on device");
    assertThat(directory.resolve("d")).doesNotExist();
  }

  @Test
  void whatDoesNotFitIntoTheQueueFails() throws Exception {
    Thread node = Thread.currentThread();
    CountDownLatch delivering = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    FileDisk disk =
        FileDisk.open(
            directory,
            task -> {
              if (Thread.currentThread() != node) {
                // The disk's thread is held up, so that all else has to wait.
                delivering.countDown();
                await(held);
              }
              loop.add(task);
            });
    disks.add(disk);
    List<Outcome> heard = new ArrayList<>();
    disk.submit(List.of(), heard::add);
    await(delivering);
    for (int i = 0; i < FileDisk.WAITING_MAX; i++) {
      disk.submit(List.of(), outcome -> {});
    }
    assertThatThrownBy(() -> disk.run(List.of())).hasMessageContaining("waiting for the disk");
    disk.submit(List.of(new Step.Create("f")), heard::add);
    next().run();
    assertThat(heard).singleElement().isInstanceOf(Outcome.Failed.class);
    held.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closingFinishesWhatWasSubmitted() throws IOException {
    FileDisk disk = open(directory);
    disk.submit(List.of(new Step.Create("f")), outcome -> {});
    disk.submit(List.of(new Step.Write("f", 0, Bytes.utf8("x"))), outcome -> {});
    disk.close();
    assertThat(directory.resolve("f")).hasContent("x");
    assertThatThrownBy(() -> disk.run(List.of())).hasMessageContaining("is closed");
  }

  @Test
  void aLogOnRealFilesIsThereAfterARestart() throws Exception {
    Identity owner = new Identity(1, 2, 3);
    FileDisk disk = open(directory);
    disk.run(Wal.create("raftexample-2", owner, 99, HardState.INITIAL, List.of()));
    Wal.Options options = new Wal.Options(2, 1 << 20);
    Wal wal = Wal.recover(disk, "raftexample-2", owner, options).wal();
    for (int i = 1; i <= 5; i++) {
      Save save = new Save(i, new HardState(i, 1, 0), List.of(), Optional.empty());
      disk.submit(
          wal.append(List.of(save)),
          outcome -> {
            assertThat(outcome).isEqualTo(new Outcome.Done());
            wal.completed();
          });
    }
    settle();
    disk.close();
    Recovered recovered = Wal.recover(open(directory), "raftexample-2", owner, options);
    assertThat(recovered.hardState()).isEqualTo(new HardState(5, 1, 0));
    assertThat(recovered.boot()).isEqualTo(2);
    assertThat(recovered.torn()).isEmpty();
  }
}
