package dev.ariadne.harness.ariadne.oracle;

/** Has judged what one life's durable log says, as it comes to say it. */
final class DurableLogRules implements DurableLog.Reader {

  /** Whom it concerns. */
  record Oracles(OneVote oneVote, NothingBackwards backwards, SnapshotEquivalence snapshots) {}

  private final DiskIncarnation life;
  private final ObservedProcess host;
  private final Oracles oracles;

  private long term;
  private int vote;
  private long snapshot;
  private boolean again;

  DurableLogRules(DiskIncarnation life, ObservedProcess host, Oracles oracles) {
    this.life = life;
    this.host = host;
    this.oracles = oracles;
  }

  /** What comes next was said before, up to {@link #readAgain}. */
  void beginAgain() {
    again = true;
    term = 0;
    vote = 0;
    snapshot = 0;
  }

  /** Of the snapshots that an old log names only the last has to be there. */
  void readAgain(DurableLog log) {
    again = false;
    if (log.snapshotIndex() > 0) {
      oracles.snapshots().vouched(life, host, log.snapshotIndex(), log.snapshotTerm());
    }
  }

  @Override
  public void hardState(long nowTerm, int nowVote) {
    if (nowTerm == term && nowVote == vote) {
      return;
    }
    oracles.backwards().moves(life, "durable term", term, nowTerm);
    if (nowTerm == term && vote != 0 && nowVote == 0) {
      oracles.backwards().forgetsVote(life, nowTerm, vote);
    }
    if (nowVote != 0) {
      oracles.oneVote().cast(life, nowTerm, nowVote);
    }
    term = nowTerm;
    vote = nowVote;
  }

  @Override
  public void marker(long index, long markerTerm, boolean installed) {
    oracles.backwards().moves(life, "durable snapshot", snapshot, index);
    snapshot = index;
    if (!again) {
      oracles.snapshots().vouched(life, host, index, markerTerm);
    }
  }
}
