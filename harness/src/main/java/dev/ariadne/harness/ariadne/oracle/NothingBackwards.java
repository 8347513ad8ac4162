package dev.ariadne.harness.ariadne.oracle;

/**
 * Nothing goes backwards. Within a boot, term, commit index and state do not fall. From one boot to
 * the next, durable data does not disappear (3.8). After a start, a node's state is the state on
 * its disk.
 */
final class NothingBackwards {

  static final String NAME = "nothing-backwards";

  private final ViolationLog violations;

  NothingBackwards(ViolationLog violations) {
    this.violations = violations;
  }

  /** A number that must not fall has changed. */
  void moves(DiskIncarnation incarnation, String what, long before, long after) {
    if (after < before) {
      violations.add(NAME, "the %s of %s falls from %d to %d.", what, incarnation, before, after);
    }
  }

  /** The durable log takes back a vote. */
  void forgetsVote(DiskIncarnation incarnation, long term, int before) {
    violations.add(
        NAME,
        "the log on the disk of %s takes back a vote. In term %d it recorded no vote after a vote"
            + " for node %d.",
        incarnation,
        term,
        before);
  }

  /** Synced bytes of the log have disappeared while the node runs. */
  void shrinks(ObservedNode node) {
    if (node.log.isShrunk()) {
      violations.add(
          NAME,
          "%s removes synced bytes from its log. The bytes up to %s were synced.",
          node.incarnation,
          node.log.end());
    }
  }

  /**
   * A node serves again.
   *
   * @param bootBefore the number of the boot before; 0 if this is the first boot
   */
  void serves(ObservedNode node, long bootBefore) {
    NodeView view = node.view;
    DurableLog log = node.log;
    if (!log.keptAll()) {
      violations.add(
          NAME,
          "%s serves, but its log has lost synced data that it had told other nodes about. That"
              + " data went up to %s. The log now ends at %s.",
          node.incarnation,
          log.told(),
          log.end());
      return;
    }
    if (view.boot() <= bootBefore || view.boot() != log.boot()) {
      violations.add(
          NAME,
          "%s has the wrong number for this boot: %d. The number on its disk is %d, and the boot"
              + " before had number %d.",
          node.incarnation,
          view.boot(),
          log.boot(),
          bootBefore);
    }
    if (view.term() < log.term()) {
      violations.add(
          NAME,
          "%s has started in term %d, but its disk has term %d.",
          node.incarnation,
          view.term(),
          log.term());
    }
    if (view.snapshotIndex() < log.snapshotIndex()) {
      violations.add(
          NAME,
          "%s has started from a snapshot at entry %d, but its log names a newer one, at entry %d.",
          node.incarnation,
          view.snapshotIndex(),
          log.snapshotIndex());
    }
    if (view.lastIndex() != log.lastIndex()) {
      violations.add(
          NAME,
          "%s has started with a log that ends at entry %d, but on its disk the log ends at entry"
              + " %d.",
          node.incarnation,
          view.lastIndex(),
          log.lastIndex());
      return;
    }
    TermsAndHashes entries = log.entries();
    for (long i = Math.max(view.firstIndex(), entries.first()); i <= view.lastIndex(); i++) {
      long term = view.termAt(i);
      if (term != entries.term(i) || EntryHash.of(view.entry(i).payload()) != entries.hash(i)) {
        violations.add(
            NAME,
            "%s has started with an entry %d that is not the one on its disk. The entry in memory"
                + " is of term %d, the entry on disk of term %d.",
            node.incarnation,
            i,
            term,
            entries.term(i));
        return;
      }
    }
  }
}
