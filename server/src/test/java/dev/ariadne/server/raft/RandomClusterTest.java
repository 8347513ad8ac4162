package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Raft's promises in worlds full of faults, one for each seed, and life after the faults end.
 * {@code -Dariadne.raft.seeds=N} runs N seeds, {@code -Dariadne.raft.seed=S} only the one that
 * failed.
 */
class RandomClusterTest {

  private static final int EVENTS = 2000;

  @Test
  void raftKeepsItsPromisesWhateverGoesWrong() {
    long only = Long.getLong("ariadne.raft.seed", -1);
    long from = Math.max(0, only);
    long to = only >= 0 ? only + 1 : Long.getLong("ariadne.raft.seeds", 2000);
    Counters counters = new Counters();
    for (long seed = from; seed < to; seed++) {
      run(seed, counters);
    }
    if (only < 0 && to >= 1000) {
      meansSomething(counters, to);
    }
  }

  /** A run in which nothing went wrong would prove nothing. */
  private static void meansSomething(Counters counters, long seeds) {
    String all = counters.toString();
    assertThat(counters.elections).as(all).isGreaterThan(2 * seeds);
    assertThat(counters.commits).as(all).isGreaterThan(10 * seeds);
    assertThat(counters.conflictsCut).as(all).isGreaterThan(seeds / 4);
    assertThat(counters.snapshotsInstalled).as(all).isGreaterThan(seeds / 4);
    assertThat(counters.readsAnswered).as(all).isGreaterThan(seeds);
    assertThat(counters.crashes).as(all).isGreaterThan(seeds);
    assertThat(counters.lostSaves).as(all).isGreaterThan(seeds);
    assertThat(counters.forwards).as(all).isGreaterThan(seeds);
    assertThat(counters.added).as(all).isGreaterThan(seeds / 4);
    assertThat(counters.promoted).as(all).isGreaterThan(seeds / 8);
    assertThat(counters.removed).as(all).isGreaterThan(seeds / 4);
    assertThat(counters.leadersRemoved).as(all).isGreaterThan(seeds / 20);
  }

  private static void run(long seed, Counters counters) {
    try {
      RandomCluster cluster = new RandomCluster(seed, counters);
      cluster.run(EVENTS);
      switch ((int) (seed % 4)) {
        case 0 -> cluster.demandLivenessWithout(true, false);
        case 1 -> cluster.demandLivenessWithout(false, true);
        case 2 -> cluster.demandLivenessWithout(true, true);
        default -> {}
      }
      cluster.demandLiveness();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }
}
