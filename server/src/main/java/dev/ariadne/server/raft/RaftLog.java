package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries in memory (3.5). They follow an entry of known term, the base, which lies at or
 * behind the newest snapshot: what is kept between the two spares a slow follower a snapshot.
 */
final class RaftLog {

  /** Entries base + 1, base + 2 and so on. */
  private final ArrayList<Entry> entries = new ArrayList<>();

  /** Memberships of the entries beyond the snapshot, by index. */
  private final TreeMap<Long, Membership> configs = new TreeMap<>();

  private long baseIndex;
  private long baseTerm;

  /** The newest durable or just received; baseIndex <= snapshot.index <= lastIndex. */
  private SnapshotMeta snapshot;

  RaftLog(SnapshotMeta snapshot, List<Entry> restored) {
    this.snapshot = snapshot;
    this.baseIndex = snapshot.index();
    this.baseTerm = snapshot.term();
    if (restored.isEmpty()) {
      return;
    }
    Entry first = restored.getFirst();
    Invariant.check(
        first.index() <= snapshot.index() + 1,
        "entries begin at %d, the snapshot ends at %d",
        first.index(),
        snapshot.index());
    List<Entry> rest = restored;
    if (first.index() == 1) {
      baseIndex = 0;
      baseTerm = 0;
    } else if (first.index() <= snapshot.index()) {
      // The term before the first entry is not recorded, so the first entry itself is the base.
      baseIndex = first.index();
      baseTerm = first.term();
      rest = restored.subList(1, restored.size());
    }
    append(rest);
    Invariant.check(
        lastIndex() >= snapshot.index() && term(snapshot.index()) == snapshot.term(),
        "the log ends at %d and disagrees with the snapshot at %d",
        lastIndex(),
        snapshot.index());
  }

  /** The first that is in memory, if any is. */
  long firstIndex() {
    return baseIndex + 1;
  }

  long lastIndex() {
    return baseIndex + entries.size();
  }

  long lastTerm() {
    return term(lastIndex());
  }

  SnapshotMeta snapshot() {
    return snapshot;
  }

  /** Whether the term at the index is known here. */
  boolean knows(long index) {
    return index >= baseIndex && index <= lastIndex();
  }

  /** The term at an index that is {@linkplain #knows known}. */
  long term(long index) {
    Invariant.check(knows(index), "term at %d asked of a log that ends at %d", index, lastIndex());
    return index == baseIndex ? baseTerm : entry(index).term();
  }

  boolean holds(long index, long term) {
    return knows(index) && term(index) == term;
  }

  /** The entries from one index to another, both inclusive. */
  List<Entry> slice(long from, long to) {
    if (from > to) {
      return List.of();
    }
    return List.copyOf(entries.subList(offset(from), offset(to) + 1));
  }

  /**
   * Entries from an index on, as many as the limits let through, but at least one if any is there.
   */
  List<Entry> slice(long from, long bytesMax, int countMax) {
    long bytes = 0;
    long to = from - 1;
    while (to < lastIndex() && to - from + 1 < countMax) {
      bytes += entry(to + 1).weight();
      if (bytes > bytesMax && to >= from) {
        break;
      }
      to++;
    }
    return slice(from, to);
  }

  /** Weight of the entries from one index to another, both inclusive. */
  long weight(long from, long to) {
    long weight = 0;
    for (long i = from; i <= to; i++) {
      weight += entry(i).weight();
    }
    return weight;
  }

  /** Puts entries behind the last. */
  void append(List<Entry> more) {
    for (Entry entry : more) {
      Invariant.check(
          entry.index() == lastIndex() + 1,
          "entry %d appended behind %d",
          entry.index(),
          lastIndex());
      Invariant.check(
          entry.term() >= lastTerm(), "term %d appended behind %d", entry.term(), lastTerm());
      entries.add(entry);
      if (entry.payload() instanceof Payload.Config(Membership membership)
          && entry.index() > snapshot.index()) {
        configs.put(entry.index(), membership);
      }
    }
  }

  /** Takes out everything from an index on; a membership that goes with it falls back (4.1). */
  void cut(long from) {
    Invariant.check(
        from > snapshot.index(), "cut at %d, within the snapshot at %d", from, snapshot.index());
    entries.subList(offset(from), entries.size()).clear();
    configs.tailMap(from).clear();
  }

  /** The membership in effect: the last one in the log, committed or not (4.1). */
  Membership membership() {
    return configs.isEmpty() ? snapshot.membership() : configs.lastEntry().getValue();
  }

  /** Index of the entry that brought the membership in effect, or of the snapshot that holds it. */
  long membershipIndex() {
    return configs.isEmpty() ? snapshot.index() : configs.lastKey();
  }

  /** The membership as of an index that is not beyond the last, nor before the snapshot. */
  Membership membershipAt(long index) {
    Map.Entry<Long, Membership> config = configs.floorEntry(index);
    return config == null ? snapshot.membership() : config.getValue();
  }

  /** A newer snapshot of this very log is durable: entries below keepFrom go, none beyond it. */
  void compact(SnapshotMeta newer, long keepFrom) {
    Invariant.check(
        holds(newer.index(), newer.term()),
        "snapshot at %d of term %d is not of this log",
        newer.index(),
        newer.term());
    snapshot = newer;
    configs.headMap(newer.index(), true).clear();
    long base = Math.min(keepFrom - 1, newer.index());
    if (base > baseIndex) {
      baseTerm = term(base);
      entries.subList(0, offset(base) + 1).clear();
      baseIndex = base;
    }
  }

  /** Everything gives way to a snapshot that came from elsewhere. */
  void replaceBy(SnapshotMeta received) {
    entries.clear();
    configs.clear();
    snapshot = received;
    baseIndex = received.index();
    baseTerm = received.term();
  }

  /**
   * The highest index up to {@code index} whose term is at most {@code term}: the last at which
   * this log may agree with another that has that term at that index (3.5, backing up faster).
   *
   * @return less than the base if no known index qualifies
   */
  long lastWithTermUpTo(long index, long term) {
    long i = Math.min(index, lastIndex());
    while (i >= baseIndex && term(i) > term) {
      i--;
    }
    return i;
  }

  /** The entry at an index that is in memory. */
  Entry entry(long index) {
    return entries.get(offset(index));
  }

  private int offset(long index) {
    return Math.toIntExact(index - baseIndex - 1);
  }
}
