package dev.ariadne.harness.ariadne.oracle;

/** A leader's log holds all entries that were committed in earlier terms (figure 3.2). */
final class LeaderCompleteness {

  static final String NAME = "leader-completeness";

  private final ViolationLog violations;
  private final CommittedEntries committed;

  LeaderCompleteness(ViolationLog violations, CommittedEntries committed) {
    this.violations = violations;
    this.committed = committed;
  }

  /**
   * A node has become the leader of a term. By log matching it is enough to check the last of these
   * entries.
   */
  void elected(ObservedNode leader) {
    NodeView view = leader.view;
    long index = committed.lastBefore(view.term());
    if (index == 0 || index < view.firstIndex() - 1) {
      return; // The entry lies inside the snapshot, which another oracle checks.
    }
    if (index > view.lastIndex() || view.termAt(index) != committed.term(index)) {
      violations.add(
          NAME,
          "%s leads in term %d, but its log lacks the committed entry %d of term %d. Its log %s.",
          leader.incarnation,
          view.term(),
          index,
          committed.term(index),
          index > view.lastIndex()
              ? "ends at entry " + view.lastIndex()
              : "has an entry of term " + view.termAt(index) + " there");
    }
  }
}
