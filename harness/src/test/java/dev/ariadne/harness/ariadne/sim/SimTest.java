package dev.ariadne.harness.ariadne.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice of the swarm: the server keeps its promises in all of these worlds. */
final class SimTest {

  /** Worlds that are run; more by the system property. */
  private static final int SEEDS = Integer.getInteger("ariadne.sim.seeds", 60);

  /**
   * Seeds that once failed: a node that was refused by the late answer to what it had asked before
   * it joined.
   */
  private static final List<Long> REGRESSIONS = List.of(16L, 55L, 57L);

  @Test
  void noWorldOfASliceHasAComplaint() throws Exception {
    List<String> failed = new ArrayList<>();
    List<Long> seeds = new ArrayList<>(REGRESSIONS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      seeds.add(seed);
    }
    for (long seed : seeds) {
      SimRun.Outcome outcome = Worlds.run(Worlds.swarm(seed, Decisions.of(seed)));
      if (outcome.checks().verdict() == Verdict.INVALID) {
        failed.add(Story.line(outcome));
      }
    }
    assertThat(failed).isEmpty();
  }
}
