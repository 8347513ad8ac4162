package dev.ariadne.server.wal;

import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the records of a log amount to, read one after the other. */
final class Replay {

  /** Consecutive; those at the front may lie behind the newest snapshot. */
  private final List<Entry> entries = new ArrayList<>();

  /** All markers in order, those repeated in a segment's opening too. */
  private final List<SnapshotMeta> snapshots = new ArrayList<>();

  /** What was committed before the first installed snapshot left a gap behind it. */
  private Optional<List<Entry>> beforeGap = Optional.empty();

  private HardState hardState = HardState.INITIAL;
  private long boot;
  private long lastIndex;

  /** Where the first segment that is still there begins: its opening stands for all before it. */
  private boolean begun;

  /** Last index at the first remaining segment's beginning: a snapshot has to cover it. */
  private long purgedTo;

  void opening(Record.Seed seed) throws MalformedException {
    if (!begun) {
      begun = true;
      lastIndex = seed.lastIndex();
      purgedTo = seed.lastIndex();
    }
    if (seed.lastIndex() != lastIndex) {
      throw new MalformedException(
          "the segment says that it follows entry %d, but the log ends at %d"
              .formatted(seed.lastIndex(), lastIndex));
    }
  }

  /** Takes the next record; the metadata and seed of a segment are for {@link LogScan}. */
  void record(Record record) throws MalformedException {
    switch (record) {
      case Record.Metadata metadata -> throw new MalformedException("metadata in mid-segment");
      case Record.Seed seed -> throw new MalformedException("a seed in mid-segment");
      case Record.Hard(HardState state) -> hardState = state;
      case Record.Boot(long number) -> boot = number;
      case Record.Logged(Entry entry) -> entry(entry);
      case Record.Snapshot(Save.Marker.Compacted(SnapshotMeta snapshot)) -> compacted(snapshot);
      case Record.Snapshot(Save.Marker.Installed(SnapshotMeta snapshot)) -> installed(snapshot);
    }
  }

  private void entry(Entry entry) throws MalformedException {
    if (entry.index() < 1 || entry.index() > lastIndex + 1) {
      throw new MalformedException(
          "entry %d does not follow entry %d".formatted(entry.index(), lastIndex));
    }
    long first = entries.isEmpty() ? entry.index() : entries.getFirst().index();
    int keep = (int) Math.max(0, Math.min(entries.size(), entry.index() - first));
    entries.subList(keep, entries.size()).clear();
    entries.add(entry);
    lastIndex = entry.index();
  }

  private void compacted(SnapshotMeta snapshot) {
    if (snapshot.index() > 0) {
      snapshots.add(snapshot);
    }
  }

  private void installed(SnapshotMeta snapshot) {
    if (beforeGap.isEmpty()) {
      beforeGap =
          Optional.of(entries.stream().filter(e -> e.index() <= hardState.commit()).toList());
    }
    snapshots.add(snapshot);
    entries.clear();
    lastIndex = snapshot.index();
  }

  /** Says that nothing is missing between the snapshot and the entries. */
  void complete() throws MalformedException {
    SnapshotMeta snapshot = snapshot();
    if (purgedTo > snapshot.index()) {
      throw new MalformedException(
          "entries up to %d are gone, but the newest snapshot ends at %d"
              .formatted(purgedTo, snapshot.index()));
    }
    if (lastIndex < snapshot.index()) {
      throw new MalformedException(
          "the log ends at entry %d, before its newest snapshot at %d"
              .formatted(lastIndex, snapshot.index()));
    }
    if (!entries.isEmpty() && entries.getFirst().index() > snapshot.index() + 1) {
      throw new MalformedException(
          "nothing is there between the snapshot at %d and entry %d"
              .formatted(snapshot.index(), entries.getFirst().index()));
    }
  }

  /** The newest marker's, {@link SnapshotMeta#NONE} for none. */
  SnapshotMeta snapshot() {
    return snapshots.isEmpty() ? SnapshotMeta.NONE : snapshots.getLast();
  }

  List<SnapshotMeta> snapshots() {
    return snapshots.stream().distinct().toList();
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Entries from the first one on without a gap, as far as they are known to be committed or last.
   */
  List<Entry> fromStart() {
    return beforeGap.orElseGet(this::entries);
  }

  HardState hardState() {
    return hardState;
  }

  long boot() {
    return boot;
  }

  long lastIndex() {
    return lastIndex;
  }
}
