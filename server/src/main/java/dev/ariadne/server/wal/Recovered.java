package dev.ariadne.server.wal;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Restored;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.List;
import java.util.Optional;

/**
 * A log that is read, repaired and ready to be written on; all of it is durable.
 *
 * @param boot the number of this start of the node, from 1; durable
 * @param hardState as recorded, its commit raised to the snapshot's index
 * @param snapshot the newest that the log vouches for, {@link SnapshotMeta#NONE} for none; that it
 *     can be read is for {@link Snapshotter#load} to say
 * @param entries consecutive; they may begin before the snapshot's index, at the latest just after
 *     it, and end at or after it, or are none at all
 * @param torn what was cut off, if anything
 */
public record Recovered(
    Wal wal,
    Identity identity,
    long boot,
    HardState hardState,
    SnapshotMeta snapshot,
    List<Entry> entries,
    Optional<TornEnd> torn) {

  /** What a raft node starts from. */
  public Restored restored() {
    return new Restored(hardState, snapshot, entries);
  }
}
