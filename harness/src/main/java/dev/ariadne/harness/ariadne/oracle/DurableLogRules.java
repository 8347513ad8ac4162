package dev.ariadne.harness.ariadne.oracle;

/** Passes the records of one incarnation's durable log to the oracles, in their order. */
final class DurableLogRules implements DurableLog.Reader {

  /** The oracles that judge durable logs. */
  record LogOracles(
      OneVote oneVote,
      NothingBackwards backwards,
      LogMatching logMatching,
      SnapshotEquivalence snapshots) {}

  private final DiskIncarnation incarnation;
  private final ObservedProcess process;
  private final LogOracles oracles;

  private long term;
  private int vote;
  private long snapshot;
  private boolean again;

  DurableLogRules(DiskIncarnation incarnation, ObservedProcess process, LogOracles oracles) {
    this.incarnation = incarnation;
    this.process = process;
    this.oracles = oracles;
  }

  /** The next records were read before. This holds until {@link #readAgain}. */
  void beginAgain() {
    again = true;
    term = 0;
    vote = 0;
    snapshot = 0;
  }

  /**
   * The records that were read before have ended. Of the snapshots that they name, only the last
   * one has to exist.
   */
  void readAgain(DurableLog log) {
    again = false;
    if (log.snapshotIndex() > 0) {
      oracles.snapshots().vouched(incarnation, process, log.snapshotIndex(), log.snapshotTerm());
    }
  }

  @Override
  public void hardState(long nowTerm, int nowVote) {
    if (nowTerm == term && nowVote == vote) {
      return;
    }
    oracles.backwards().moves(incarnation, "durable term", term, nowTerm);
    if (nowTerm == term && vote != 0 && nowVote == 0) {
      oracles.backwards().forgetsVote(incarnation, nowTerm, vote);
    }
    if (nowVote != 0) {
      oracles.oneVote().cast(incarnation, nowTerm, nowVote);
    }
    term = nowTerm;
    vote = nowVote;
  }

  @Override
  public void entry(long index, long entryTerm, long termBefore) {
    oracles.logMatching().isDurable(incarnation, index, entryTerm, termBefore);
  }

  @Override
  public void marker(long index, long markerTerm, boolean installed) {
    oracles.backwards().moves(incarnation, "durable snapshot", snapshot, index);
    snapshot = index;
    if (!again) {
      oracles.snapshots().vouched(incarnation, process, index, markerTerm);
    }
  }
}
