package dev.ariadne.harness.ariadne.oracle;

/**
 * Nothing goes backwards: in a boot neither term nor commit nor state, and from one boot to the
 * next nothing that was durable (3.8). What a node remembers after a start is what its disk says.
 */
final class NothingBackwards {

  static final String NAME = "nothing-backwards";

  private final ViolationLog complaints;

  NothingBackwards(ViolationLog complaints) {
    this.complaints = complaints;
  }

  /** A number that must not fall has another value now. */
  void moves(DiskIncarnation life, String what, long before, long after) {
    if (after < before) {
      complaints.add(NAME, "the %s of %s falls from %d to %d", what, life, before, after);
    }
  }

  /** The durable log takes back a vote. */
  void forgetsVote(DiskIncarnation life, long term, int before) {
    complaints.add(
        NAME,
        "the durable log of %s says in term %d that it has voted for nobody, after it said node %d",
        life,
        term,
        before);
  }

  /** Synced bytes of the log are gone, while the node runs. */
  void shrinks(ObservedNode node) {
    if (node.log.isShrunk()) {
      complaints.add(NAME, "%s cuts its log below %s, which is durable", node.life, node.log.end());
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
      complaints.add(
          NAME,
          "%s serves, but its log lacks what was durable, and what others were told, up to %s: it"
              + " ends at %s",
          node.life,
          log.told(),
          log.end());
      return;
    }
    if (view.boot() <= bootBefore || view.boot() != log.boot()) {
      complaints.add(
          NAME,
          "%s calls this start number %d; on its disk it is %d, and the one before was %d",
          node.life,
          view.boot(),
          log.boot(),
          bootBefore);
    }
    if (view.term() < log.term()) {
      complaints.add(
          NAME,
          "%s serves in term %d, while its disk says term %d",
          node.life,
          view.term(),
          log.term());
    }
    if (view.snapshotIndex() < log.snapshotIndex()) {
      complaints.add(
          NAME,
          "%s serves from a snapshot at %d, while its log vouches for one at %d",
          node.life,
          view.snapshotIndex(),
          log.snapshotIndex());
    }
    if (view.lastIndex() != log.lastIndex()) {
      complaints.add(
          NAME,
          "%s serves with a log that ends at entry %d; on its disk it ends at entry %d",
          node.life,
          view.lastIndex(),
          log.lastIndex());
      return;
    }
    TermsAndHashes entries = log.entries();
    for (long i = Math.max(view.firstIndex(), entries.first()); i <= view.lastIndex(); i++) {
      long term = view.termAt(i);
      if (term != entries.term(i) || EntryHash.of(view.entry(i).payload()) != entries.hash(i)) {
        complaints.add(
            NAME,
            "%s serves with entry %d of term %d, which is not the one of term %d on its disk",
            node.life,
            i,
            term,
            entries.term(i));
        return;
      }
    }
  }
}
