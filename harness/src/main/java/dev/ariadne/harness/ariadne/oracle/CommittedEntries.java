package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Payload;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The entries that the cluster has committed so far, as the first leader that counted them saw
 * them.
 */
final class CommittedEntries {

  private final TermsAndHashes entries = new TermsAndHashes(1);

  /**
   * For each term, the highest index that its leader was the first to commit. It rises with the
   * terms.
   */
  private final TreeMap<Long, Long> reached = new TreeMap<>();

  /** Memberships by the index of their entry. */
  private final TreeMap<Long, Membership> members = new TreeMap<>();

  long last() {
    return entries.last();
  }

  long term(long index) {
    return entries.term(index);
  }

  long hash(long index) {
    return entries.hash(index);
  }

  boolean is(long index, long term, long hash) {
    return index <= last() && entries.term(index) == term && entries.hash(index) == hash;
  }

  /**
   * Adds the next entry.
   *
   * @param leaderTerm the term of the leader that counted it
   */
  void add(Entry entry, long hash, long leaderTerm) {
    entries.add(entry.term(), hash);
    reached.merge(leaderTerm, entry.index(), Math::max);
    if (entry.payload() instanceof Payload.Config(Membership membership)) {
      members.put(entry.index(), membership);
    }
  }

  /** The last index that leaders of terms before this one have committed. */
  long lastBefore(long term) {
    return reached.headMap(term).values().stream().mapToLong(index -> index).max().orElse(0);
  }

  /** Returns true if a membership that was committed at this index or later has a property. */
  boolean anyMembers(long since, Predicate<Membership> such) {
    Long first = members.floorKey(since);
    return members.tailMap(first == null ? 0L : first).values().stream().anyMatch(such);
  }

  /** The members as of a committed index. */
  Membership membersAt(long index) {
    Map.Entry<Long, Membership> config = members.floorEntry(index);
    return config == null ? Membership.NONE : config.getValue();
  }
}
