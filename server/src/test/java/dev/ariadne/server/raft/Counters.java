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

  @Override
  public String toString() {
    return "%d elections, %d commits, %d conflicts cut, %d snapshots installed, %d reads answered, %d crashes, %d saves under way at them, %d forwards"
        .formatted(
            elections,
            commits,
            conflictsCut,
            snapshotsInstalled,
            readsAnswered,
            crashes,
            lostSaves,
            forwards);
  }
}
