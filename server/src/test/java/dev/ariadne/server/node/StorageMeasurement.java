package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.os.FileDisk;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.Wal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code docs/measurements.md} says of restarts and snapshots; a main, no test. It writes a
 * directory with so many entries, opens it as a start does, then takes a snapshot of the state.
 */
final class StorageMeasurement {

  private static final int BATCH = 1000;
  private static final Membership ALONE =
      new Membership(List.of(new Member(1, 1, "http://127.0.0.1:9021", Member.Role.VOTER)));

  private StorageMeasurement() {}

  /**
   * @param args an empty directory, and how many entries; each writes another key
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    try (FileDisk disk = FileDisk.open(directory, Runnable::run)) {
      Opening opening = opening(disk);
      IdentityFile drawn = opening.identify();
      if (drawn.stage() != IdentityFile.Stage.BEGUN) {
        opening.begin(drawn, ALONE);
        write(disk, opening(disk), count);
        System.out.println("written; run it again to measure a start in a fresh process");
        return;
      }
      long begun = System.nanoTime();
      RaftNode.Begin begin = opening.recover(drawn);
      say("recover", begun);
      KvStore store = begin.store();
      for (Entry entry : begin.restored().entries()) {
        if (entry.index() > store.applied()) {
          store.apply(entry);
        }
      }
      say("recover and apply to index " + store.applied() + ", " + store.size() + " keys", begun);
      heap("log and state");
      snapshot(disk, begin, store);
    }
  }

  private static Opening opening(Disk disk) {
    Choices choices = (site, bound) -> 1;
    ServerOptions options =
        new ServerOptions(
            1, new TreeMap<>(), false, 10_000, 10_000, false, 100, 5_000, 1000, 100_000);
    return new Opening(options, disk, choices, event -> {});
  }

  private static void write(Disk disk, Opening opening, int count) throws Exception {
    Wal wal = opening.recover(opening.identify()).wal();
    long save = 0;
    for (long index = 2; index <= count; ) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < BATCH && index <= count; i++, index++) {
        Bytes value = Bytes.utf8("value " + index);
        Command put =
            new Command.Put("/key/" + index, value, new Condition.Always(), Optional.empty());
        Origin origin = new Origin(1, 1, 1, index);
        entries.add(
            new Entry(index, 1, new Payload.Command(origin, index - 1, Command.encode(put))));
      }
      HardState state = new HardState(1, 1, index - 1);
      disk.run(wal.append(List.of(new Save(++save, state, entries, Optional.empty()))));
      wal.completed();
    }
  }

  /** As the server does it: one step after the other, the next one made only then. */
  private static void snapshot(Disk disk, RaftNode.Begin begin, KvStore store) throws IOException {
    SnapshotMeta meta = new SnapshotMeta(store.applied(), 1, ALONE);
    Snapshotter snapshotter = begin.snapshotter();
    long begun = System.nanoTime();
    Iterator<Disk.Step> steps = snapshotter.save(meta, store.capture().chunks());
    long longest = 0;
    long longestCpu = 0;
    long onTheLoop = 0;
    int turns = 0;
    long bytes = 0;
    while (steps.hasNext()) {
      long cpu = cpu();
      long turn = System.nanoTime();
      Disk.Step step = steps.next();
      long took = System.nanoTime() - turn;
      longest = Math.max(longest, took);
      longestCpu = Math.max(longestCpu, cpu() - cpu);
      onTheLoop += took;
      turns++;
      bytes += step instanceof Disk.Step.Write write ? write.bytes().length() : 0;
      disk.run(List.of(step));
    }
    say("snapshot of " + bytes + " bytes", begun);
    System.out.printf(
        "  of that on the loop: %.1f ms in %d turns, the longest %.1f ms, of processor time %.1f"
            + " ms%n",
        onTheLoop / 1e6, turns, longest / 1e6, longestCpu / 1e6);
    heap("after the snapshot");
  }

  private static void say(String what, long sinceNanos) {
    System.out.printf(
        "%s: %.2f s, %.2f s of processor time so far%n",
        what, (System.nanoTime() - sinceNanos) / 1e9, cpu() / 1e9);
  }

  /** Nanoseconds that this thread has had of a processor: says more where the machine is shared. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void heap(String what) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "heap in use, %s: %d MiB%n", what, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
