package dev.ariadne.harness.ariadne.oracle;

/**
 * A committed entry stays. No node counts another entry as committed at its index. No node removes
 * it from its log. No node applies an entry that is not committed (figure 3.2: state machine
 * safety).
 */
final class CommittedForEver {

  static final String NAME = "committed-for-ever";

  private final ViolationLog violations;
  private final CommittedEntries committed;

  CommittedForEver(ViolationLog violations, CommittedEntries committed) {
    this.violations = violations;
    this.committed = committed;
  }

  /** A node counts its entry at an index as committed; another node has done so before. */
  void counts(DiskIncarnation incarnation, long index, long term, long hash) {
    if (!committed.is(index, term, hash)) {
      violations.add(
          NAME,
          "%s counts its entry %d of term %d as committed, but another entry %d is committed, of"
              + " term %d. The hashes of the two entries are %016x and %016x.",
          incarnation,
          index,
          term,
          index,
          committed.term(index),
          hash,
          committed.hash(index));
    }
  }

  /** A node that is not the leader counts an entry as committed that no leader has counted. */
  void countsAlone(DiskIncarnation incarnation, long commit) {
    violations.add(
        NAME,
        "%s is not the leader and counts entry %d as committed. No leader has committed more than"
            + " entry %d.",
        incarnation,
        commit,
        committed.last());
  }

  /** A follower counts more entries as committed than the received messages have verified (3.5). */
  void countsUnverified(DiskIncarnation incarnation, long commit, long allowed) {
    violations.add(
        NAME,
        "%s counts entry %d as committed too early. The messages that it has received prove only up"
            + " to entry %d that its log agrees with the leader's and that this part is committed.",
        incarnation,
        commit,
        allowed);
  }

  /** A node removes an entry from its log. */
  void cuts(DiskIncarnation incarnation, long index, long term, long hash) {
    if (committed.is(index, term, hash)) {
      violations.add(
          NAME,
          "%s removes entry %d of term %d from its log, but the entry is committed. The cluster"
              + " has committed all entries up to %d.",
          incarnation,
          index,
          term,
          committed.last());
    }
  }

  /** A node's log begins after a snapshot that ends at an index. */
  void standsOn(DiskIncarnation incarnation, long index, long term) {
    if (index > committed.last()) {
      violations.add(
          NAME,
          "the log of %s begins after a snapshot at entry %d, but only the entries up to %d are"
              + " committed.",
          incarnation,
          index,
          committed.last());
    } else if (index > 0 && committed.term(index) != term) {
      violations.add(
          NAME,
          "the log of %s begins after entry %d of term %d, but the committed entry %d is of term"
              + " %d.",
          incarnation,
          index,
          term,
          index,
          committed.term(index));
    }
  }

  /** A node has applied all entries up to an index. */
  void applies(DiskIncarnation incarnation, long applied) {
    if (applied > committed.last()) {
      violations.add(
          NAME,
          "%s has applied entry %d, but only the entries up to %d are committed.",
          incarnation,
          applied,
          committed.last());
    }
  }
}
