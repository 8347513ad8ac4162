package dev.ariadne.server;

import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.node.StartException;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.Loaded;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.WalReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * Recovers a disk as a server would, changing nothing and serving nobody, and says what state it
 * holds: by the newest snapshot and the log after it, or by the whole log from its first entry.
 */
final class RecoverCommand {

  private final Disk disk;
  private final int id;
  private final Long until;
  private final boolean fromScratch;
  private final long every;
  private final PrintWriter out;

  /**
   * @param until the last index to apply, null for all that the log holds; entries beyond the
   *     recorded commit index are applied too, whoever asks knows that they are committed
   * @param fromScratch true to replay from entry 1 and pass over snapshots
   * @param every also print the state's hash at each index divisible by this; 0 for none
   */
  RecoverCommand(Disk disk, int id, Long until, boolean fromScratch, long every, PrintWriter out) {
    this.disk = disk;
    this.id = id;
    this.until = until;
    this.fromScratch = fromScratch;
    this.every = every;
    this.out = out;
  }

  /** Prints {@code recovered index=… term=… hash=…}. */
  int run() throws StartException, IOException {
    String directory = "raftexample-" + id;
    try {
      WalReader.Contents log = WalReader.read(disk, directory);
      if (fromScratch) {
        if (log.fromStart().isEmpty()) {
          throw new StartException("the log does not begin at entry 1");
        }
        replay(new KvStore(LiveServer.WINDOW), 0, log.fromStart());
        return 0;
      }
      SnapshotMeta snapshot = log.snapshot();
      long end = until == null ? Long.MAX_VALUE : until;
      if (snapshot.index() > end) {
        throw new StartException(
            "the newest snapshot is at index %d, beyond --until %d"
                .formatted(snapshot.index(), end));
      }
      KvStore store =
          snapshot.index() == 0
              ? new KvStore(LiveServer.WINDOW)
              : load(Snapshotter.load(disk, directory + "-snap", snapshot), snapshot);
      replay(store, snapshot.term(), log.after(snapshot, end));
      return 0;
    } catch (DamageException e) {
      throw new StartException(e.getMessage());
    }
  }

  private void replay(KvStore store, long snapshotTerm, List<Entry> entries) throws StartException {
    long term = snapshotTerm;
    for (Entry entry : entries) {
      if (until != null && entry.index() > until) {
        break;
      }
      store.apply(entry);
      term = entry.term();
      if (every > 0 && entry.index() % every == 0) {
        out.printf("state-hash index=%d hash=%s%n", entry.index(), store.stateHash());
      }
    }
    if (until != null && store.applied() < until) {
      throw new StartException(
          "the log ends at index %d, before --until %d".formatted(store.applied(), until));
    }
    out.printf("recovered index=%d term=%d hash=%s%n", store.applied(), term, store.stateHash());
    out.flush();
  }

  private static KvStore load(Loaded loaded, SnapshotMeta snapshot) throws StartException {
    try {
      return KvStore.restore(LiveServer.WINDOW, snapshot.index(), loaded.body());
    } catch (MalformedException e) {
      throw new StartException(
          "the snapshot at index " + snapshot.index() + " cannot be read: " + e.getMessage());
    }
  }
}
