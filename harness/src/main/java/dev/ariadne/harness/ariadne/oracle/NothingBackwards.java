package dev.ariadne.harness.ariadne.oracle;

/**
 * Nothing goes backwards: in a boot neither term nor commit nor state, and from one boot to the
 * next nothing that was durable (3.8). What a node remembers after a start is what its disk says.
 */
final class NothingBackwards {

  static final String NAME = "nothing-backwards";

  private final ViolationLog violations;

  NothingBackwards(ViolationLog violations) {
    this.violations = violations;
  }

  /** A number that must not fall has another value now. */
  void moves(DiskIncarnation incarnation, String what, long before, long after) {
    if (after < before) {
      violations.add(NAME, "the %s of %s falls from %d to %d", what, incarnation, before, after);
    }
  }

  /** The durable log takes back a vote. */
  void forgetsVote(DiskIncarnation incarnation, long term, int before) {
    violations.add(
        NAME,
        "the durable log of %s says in term %d that it has voted for nobody, after it said node %d",
        incarnation,
        term,
        before);
  }

  /** Synced bytes of the log are gone, while the node runs. */
  void shrinks(ObservedNode node) {
    if (node.log.isShrunk()) {
      violations.add(
          NAME, "%s cuts its log below %s, which is durable", node.incarnation, node.log.end());
    }
  }

  /**
   * A node serves again.
   *
   * @param bootBefore the number of its last start, 0 if this is the first
   */
  void serves(ObservedNode node, long bootBefore) {
    NodeView view = node.view;
    DurableLog log = node.log;
    if (!log.keptAll()) {
      violations.add(
          NAME,
          "%s serves, but its log lacks what was durable, and what others were told, up to %s: it"
              + " ends at %s",
          node.incarnation,
          log.told(),
          log.end());
      return;
    }
    if (view.boot() <= bootBefore || view.boot() != log.boot()) {
      violations.add(
          NAME,
          "%s calls this start number %d; on its disk it is %d, and the one before was %d",
          node.incarnation,
          view.boot(),
          log.boot(),
          bootBefore);
    }
    if (view.term() < log.term()) {
      violations.add(
          NAME,
          "%s serves in term %d, while its disk says term %d",
          node.incarnation,
          view.term(),
          log.term());
    }
    if (view.snapshotIndex() < log.snapshotIndex()) {
      violations.add(
          NAME,
          "%s serves from a snapshot at %d, while its log vouches for one at %d",
          node.incarnation,
          view.snapshotIndex(),
          log.snapshotIndex());
    }
    if (view.lastIndex() != log.lastIndex()) {
      violations.add(
          NAME,
          "%s serves with a log that ends at entry %d; on its disk it ends at entry %d",
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
            "%s serves with entry %d of term %d, which is not the one of term %d on its disk",
            node.incarnation,
            i,
            term,
            entries.term(i));
        return;
      }
    }
  }
}
