package dev.ariadne.harness.ariadne.oracle;

/**
 * What is committed stays: nobody takes another entry for committed at its index, nobody who holds
 * it takes it out of its log, and nobody applies more than that (figure 3.2: state machine safety).
 */
final class CommittedForEver {

  static final String NAME = "committed-for-ever";

  private final ViolationLog violations;
  private final CommittedEntries committed;

  CommittedForEver(ViolationLog violations, CommittedEntries committed) {
    this.violations = violations;
    this.committed = committed;
  }

  /** A node takes its entry at an index for committed; somebody else did before. */
  void counts(DiskIncarnation incarnation, long index, long term, long hash) {
    if (!committed.is(index, term, hash)) {
      violations.add(
          NAME,
          "%s takes its entry %d of term %d (%016x) for committed; committed is that of term %d"
              + " (%016x)",
          incarnation,
          index,
          term,
          hash,
          committed.term(index),
          committed.hash(index));
    }
  }

  /** A node that does not lead takes for committed what no leader has counted. */
  void countsAlone(DiskIncarnation incarnation, long commit) {
    violations.add(
        NAME,
        "%s does not lead and takes entry %d for committed; no leader has committed more than"
            + " entry %d",
        incarnation,
        commit,
        committed.last());
  }

  /** A follower takes more for committed than what it was sent has verified (3.5). */
  void countsUnverified(DiskIncarnation incarnation, long commit, long allowed) {
    violations.add(
        NAME,
        "%s takes entry %d for committed, but what it was sent agrees with its leader's log, and is"
            + " committed, up to entry %d only",
        incarnation,
        commit,
        allowed);
  }

  /** A node takes an entry out of its log. */
  void cuts(DiskIncarnation incarnation, long index, long term, long hash) {
    if (committed.is(index, term, hash)) {
      violations.add(
          NAME,
          "%s takes entry %d of term %d out of its log; it is committed, as is all up to entry %d",
          incarnation,
          index,
          term,
          committed.last());
    }
  }

  /** A node's log stands on a snapshot that ends at an index. */
  void standsOn(DiskIncarnation incarnation, long index, long term) {
    if (index > committed.last()) {
      violations.add(
          NAME,
          "the log of %s stands on a snapshot at %d; committed is no more than entry %d",
          incarnation,
          index,
          committed.last());
    } else if (index > 0 && committed.term(index) != term) {
      violations.add(
          NAME,
          "the log of %s stands on entry %d of term %d; committed is that of term %d",
          incarnation,
          index,
          term,
          committed.term(index));
    }
  }

  /** A node has applied everything up to an index. */
  void applies(DiskIncarnation incarnation, long applied) {
    if (applied > committed.last()) {
      violations.add(
          NAME,
          "%s has applied entry %d; committed is no more than entry %d",
          incarnation,
          applied,
          committed.last());
    }
  }
}
