package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.FaultSchedule;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Worlds as tests ask for them. */
public final class Worlds {

  private Worlds() {}

  /** What the command line makes of no options at all. */
  static Scenario scenario(long seed) {
    return scenario(seed, 30, false);
  }

  /** Clients read their own node's copy. */
  static Scenario stale(long seed) {
    return scenario(seed, 30, true);
  }

  /** A world of the swarm that lasts a few seconds. */
  public static SimRun brief(long seed) {
    RunRequest request = RunRequest.of(scenario(seed, 4, false), Set.of(Dimension.TIME_LIMIT));
    return AriadneSimulator.world(request, Decisions.of(seed));
  }

  private static Scenario scenario(long seed, double seconds, boolean staleReads) {
    Scenario usual =
        Scenario.of("ariadne", "register", seed)
            .with(FaultSchedule.of(List.of("partition", "kill", "pause", "wal-truncate")))
            .withTimeLimit(seconds);
    return usual.with(usual.load().withStaleReads(staleReads));
  }

  static SimRun swarm(long seed, Decisions decisions) {
    return AriadneSimulator.world(RunRequest.of(scenario(seed), Set.of()), decisions);
  }

  public static SimRun.Outcome run(SimRun run) throws IOException {
    return run.execute(Optional.empty(), note -> {});
  }
}
