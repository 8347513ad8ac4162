package dev.ariadne.server.raft;

/** What happened in runs, so that a test can tell whether they meant anything. */
final class Counters {
  long elections;
  long commits;
  long conflictsCut;
  long snapshotsInstalled;
  long readsAnswered;
  long crashes;
  long lostSaves;
  long forwards;
  long added;
  long promoted;
  long removed;
  long leadersRemoved;
  long changesRefused;

  @Override
  public String toString() {
    return ("%d elections, %d commits, %d conflicts cut, %d snapshots installed, %d reads answered,"
            + " %d crashes, %d saves under way at them, %d forwards, %d added, %d promoted, %d"
            + " removed, %d of them leading, %d changes refused")
        .formatted(
            elections,
            commits,
            conflictsCut,
            snapshotsInstalled,
            readsAnswered,
            crashes,
            lostSaves,
            forwards,
            added,
            promoted,
            removed,
            leadersRemoved,
            changesRefused);
  }
}
