package dev.ariadne.server.raft;

import java.util.ArrayList;
import java.util.List;

/** What a disk holds once certain saves are on it: the contract of {@link Save}, plainly. */
final class DiskContent {

  private HardState hardState;
  private SnapshotMeta snapshot = SnapshotMeta.NONE;
  private final ArrayList<Entry> entries = new ArrayList<>();

  DiskContent(HardState hardState, List<Entry> entries) {
    this.hardState = hardState;
    this.entries.addAll(entries);
  }

  DiskContent(DiskContent other) {
    this(other.hardState, other.entries);
    this.snapshot = other.snapshot;
  }

  HardState hardState() {
    return hardState;
  }

  SnapshotMeta snapshot() {
    return snapshot;
  }

  List<Entry> entries() {
    return entries;
  }

  Restored restored() {
    return new Restored(hardState, snapshot, List.copyOf(entries));
  }

  /**
   * @param keep entries that stay behind a compacted snapshot
   */
  void write(Save save, int keep) {
    hardState = save.hardState();
    if (save.marker().isPresent()) {
      snapshot = save.marker().get().snapshot();
      switch (save.marker().get()) {
        case Save.Marker.Installed installed -> entries.clear();
        case Save.Marker.Compacted compacted ->
            entries.removeIf(e -> e.index() <= snapshot.index() - keep);
      }
    }
    if (!save.entries().isEmpty()) {
      long first = save.entries().getFirst().index();
      entries.removeIf(e -> e.index() >= first);
      if (lastIndex() != first - 1) {
        throw new AssertionError("save from " + first + " behind " + lastIndex());
      }
      entries.addAll(save.entries());
    }
  }

  long lastIndex() {
    return entries.isEmpty() ? snapshot.index() : entries.getLast().index();
  }

  /** The entry at an index, null if it is not there (any more). */
  Entry at(long index) {
    if (entries.isEmpty()) {
      return null;
    }
    long offset = index - entries.getFirst().index();
    return offset < 0 || offset >= entries.size() ? null : entries.get((int) offset);
  }

  /** The entries from an index on. */
  List<Entry> from(long index) {
    if (entries.isEmpty()) {
      return entries;
    }
    long offset = Math.clamp(index - entries.getFirst().index(), 0, entries.size());
    return entries.subList((int) offset, entries.size());
  }

  /** Whether the entry is there, or part of the snapshot. */
  boolean holds(long index, long term) {
    if (index <= snapshot.index()) {
      return true;
    }
    Entry entry = at(index);
    return entry != null && entry.term() == term;
  }
}
