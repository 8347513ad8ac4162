package dev.ariadne.harness.ariadne.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * If two logs hold an entry of the same index and term, the entries are equal, and all entries
 * before them are equal (figure 3.2: log matching). The oracle compares each entry, and the term of
 * the entry before it, with the first entry of this index and term that it saw on any node. By
 * induction this is enough.
 */
final class LogMatching {

  static final String NAME = "log-matching";

  /** The first entry of an index and a term that was seen on any node. */
  private record Seen(long term, long hash, long termBefore, int node) {}

  private final ViolationLog violations;
  private final Map<Long, List<Seen>> seen = new HashMap<>();

  LogMatching(ViolationLog violations) {
    this.violations = violations;
  }

  /**
   * A node holds an entry.
   *
   * @param termBefore the term of the entry before it
   */
  void holds(DiskIncarnation incarnation, long index, long term, long hash, long termBefore) {
    List<Seen> there = seen.computeIfAbsent(index, i -> new ArrayList<>(1));
    for (Seen other : there) {
      if (other.term() == term) {
        judge(incarnation, index, other, hash, termBefore);
        return;
      }
    }
    there.add(new Seen(term, hash, termBefore, incarnation.id()));
    if (termBefore > term) {
      violations.add(
          NAME,
          "the terms in the log of %s fall: entry %d is of term %d, and the entry before it is of"
              + " term %d.",
          incarnation,
          index,
          term,
          termBefore);
    }
  }

  /**
   * An entry has become durable. Terms never fall along a log.
   *
   * @param termBefore the term of the entry before it on the disk, 0 if it is not known
   */
  void isDurable(DiskIncarnation incarnation, long index, long term, long termBefore) {
    if (termBefore > term) {
      violations.add(
          NAME,
          "the terms in the log on the disk of %s fall: entry %d is of term %d, and the entry"
              + " before it is of term %d.",
          incarnation,
          index,
          term,
          termBefore);
    }
  }

  private void judge(
      DiskIncarnation incarnation, long index, Seen other, long hash, long termBefore) {
    if (other.hash() != hash) {
      violations.add(
          NAME,
          "%s and node %d hold different entries at index %d of term %d. The hashes of the entries"
              + " are %016x and %016x.",
          incarnation,
          other.node(),
          index,
          other.term(),
          hash,
          other.hash());
    }
    if (other.termBefore() != termBefore) {
      violations.add(
          NAME,
          "%s holds entry %d of term %d after an entry of term %d, but node %d has held the same"
              + " entry after an entry of term %d.",
          incarnation,
          index,
          other.term(),
          termBefore,
          other.node(),
          other.termBefore());
    }
  }
}
