package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.wal.Loaded;
import dev.ariadne.server.wal.Snapshotter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A snapshot that a log names exists. When the marker of a snapshot is durable, its whole file is
 * durable too. The file has the term, the members and the state that a replay of the log up to its
 * index gives, and that every other node has at this index.
 */
final class SnapshotEquivalence {

  static final String NAME = "snapshot-equivalence";

  /** The largest size of a file that is always read. */
  private static final long BYTES_ALWAYS_READ = 32 * 1024;

  /**
   * The number of bytes of larger files that are read for each committed entry. It bounds the cost.
   */
  private static final long BYTES_AN_ENTRY = 64;

  /** The number of indexes whose files are remembered as right: a few for each node. */
  private static final int RIGHT_MAX = 8;

  private final ViolationLog violations;
  private final CommittedEntries committed;
  private final EqualState states;
  private final long window;
  private long bytesRead;

  /** The last files that were found right, by index. All nodes write the same bytes. */
  private final LinkedHashMap<Long, Bytes> right =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bytes> eldest) {
          return size() > RIGHT_MAX;
        }
      };

  SnapshotEquivalence(
      ViolationLog violations, CommittedEntries committed, EqualState states, long window) {
    this.violations = violations;
    this.committed = committed;
    this.states = states;
    this.window = window;
  }

  /** The marker of a snapshot is durable. */
  void vouched(DiskIncarnation incarnation, ObservedProcess process, long index, long term) {
    String file = "%s/%016x-%016x.snap".formatted(process.snapshotDirectory(), index, term);
    long size = process.disk().size(file);
    if (size < 0) {
      violations.add(
          NAME,
          "the log on the disk of %s names a snapshot at entry %d of term %d, but the snapshot is"
              + " not on its disk.",
          incarnation,
          index,
          term);
    } else if (index > committed.last() || committed.term(index) != term) {
      violations.add(
          NAME,
          "%s has a snapshot at entry %d of term %d, but %s.",
          incarnation,
          index,
          term,
          index > committed.last()
              ? "only the entries up to " + committed.last() + " are committed"
              : "the committed entry " + index + " is of term " + committed.term(index));
    } else if (isDue(size)) {
      bytesRead += size;
      compare(incarnation, index, Bytes.copyOf(process.disk().read(file, 0)));
    }
  }

  private boolean isDue(long size) {
    return size <= BYTES_ALWAYS_READ || bytesRead + size <= committed.last() * BYTES_AN_ENTRY;
  }

  private void compare(DiskIncarnation incarnation, long index, Bytes file) {
    if (file.equals(right.get(index))) {
      return;
    }
    boolean isRight = states.isKnown(index);
    try {
      Loaded loaded = Snapshotter.decode(file);
      Membership members = committed.membersAt(index);
      if (!loaded.meta().membership().equals(members)) {
        isRight = false;
        violations.add(
            NAME,
            "the snapshot of %s at entry %d has the wrong members: %s. The committed members at"
                + " this entry are %s.",
            incarnation,
            index,
            loaded.meta().membership().members(),
            members.members());
      }
      long fingerprint = KvStore.restore(window, index, loaded.body()).fingerprint();
      if (states.contradicts(index, fingerprint)) {
        isRight = false;
        violations.add(
            NAME,
            "the snapshot of %s at entry %d has the wrong state. A node that has applied the same"
                + " entries has another one. The fingerprint of the snapshot's state is %016x.",
            incarnation,
            index,
            fingerprint);
      }
      if (isRight) {
        right.put(index, file);
      }
    } catch (MalformedException e) {
      violations.add(
          NAME,
          "the snapshot of %s at entry %d cannot be read: %s",
          incarnation,
          index,
          e.getMessage());
    }
  }
}
