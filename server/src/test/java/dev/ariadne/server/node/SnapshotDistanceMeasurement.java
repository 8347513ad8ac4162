package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.util.Optional;

/**
 * How many bytes of snapshots are written for each byte of log. One server on a simulated disk: the
 * figures are of bytes, and the same on every machine. A program, not a test: arguments are the
 * number of keys and how many PUTs follow once each key has a value.
 */
final class SnapshotDistanceMeasurement {

  private static final int SAMPLE = 1_000;
  private static final int BATCH = 500;
  private static final String LOG = "raftexample-1";
  private static final String SNAPSHOTS = "raftexample-1-snap";

  private final World world = new World(1, 1).snapshots(10_000, 10_000).startAll();
  private final SimDisk disk = world.place(1).disk;
  private long written;

  private SnapshotDistanceMeasurement() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    int keys = Integer.parseInt(args[0]);
    int more = Integer.parseInt(args[1]);
    SnapshotDistanceMeasurement it = new SnapshotDistanceMeasurement();
    it.world.leader();
    double before = it.megabytes(LOG, ".wal");
    it.write(SAMPLE, keys);
    double logOfOne = (it.megabytes(LOG, ".wal") - before) / SAMPLE;
    it.write(keys - SAMPLE, keys);
    long taken = it.taken();
    it.write(more, keys);
    long snapshots = it.taken() - taken;
    double snapshot = it.megabytes(SNAPSHOTS, ".snap") / Math.max(1, it.count());
    System.out.printf(
        "%d keys, then %d PUTs: %.1f MB of log, %d snapshots of %.1f MB: %.1f bytes for each of"
            + " log%n",
        keys, more, logOfOne * more, snapshots, snapshot, snapshot * snapshots / (logOfOne * more));
  }

  private void write(int count, int keys) {
    int[] open = {0};
    for (int i = 0; i < count; i++) {
      String key = "/key-%07d".formatted(written++ % keys);
      open[0]++;
      world.submit(
          1,
          new Request.Put(
              key, Bytes.utf8("value-of-16-byte"), new Condition.Always(), Optional.empty()),
          reply -> open[0]--);
      if (open[0] == BATCH) {
        world.until("all are answered", () -> open[0] == 0);
      }
    }
    world.pass(60_000);
  }

  private long taken() {
    return world.place(1).events.stream().filter(e -> e.kind().equals("snapshot-taken")).count();
  }

  private int count() {
    return (int) disk.list(SNAPSHOTS).stream().filter(name -> name.endsWith(".snap")).count();
  }

  private double megabytes(String directory, String suffix) throws IOException {
    double bytes = 0;
    for (String name : disk.list(directory)) {
      bytes += name.endsWith(suffix) ? disk.size(directory + "/" + name) : 0;
    }
    return bytes / 1_000_000;
  }
}
