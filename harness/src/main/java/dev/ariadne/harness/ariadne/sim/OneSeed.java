package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.cluster.Layout;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The world that a seed draws, run for its complaints alone. */
public final class OneSeed {

  private OneSeed() {}

  /**
   * @param oracles whether they look on; else only what clients saw is judged
   * @return nothing if nobody complains; else who does first, and what is said
   */
  public static List<String> complaint(long seed, boolean oracles) {
    Scenario scenario =
        new Scenario(
            Scenario.VERSION, "zoo", "ariadne", seed, 3 + (int) (seed % 3), 10, 60, 15,
            List.of("register", "append", "counter", "set").get((int) (seed % 4)), 3,
            List.of("partition", "kill", "pause", "wal-truncate"), 2, 10, 5, false,
            seed % 2 == 0 ? "stay" : "hop", List.of("none", "id", "blind").get((int) (seed % 3)));
    SimRun run =
        new SimRun(
            scenario,
            Conditions.of(
                new Layout(
                    scenario.nodes(),
                    Path.of("."),
                    scenario.choices(),
                    scenario.snapshotCount(),
                    scenario.keepEntries(),
                    scenario.keeper(),
                    scenario.staleReads())),
            Decisions.of(scenario.seed()));
    try {
      SimRun.Outcome outcome = run.execute(Optional.empty(), line -> {});
      if (oracles && !run.world().complaints().isEmpty()) {
        SimWorld.Complaint first = run.world().complaints().getFirst();
        return List.of(first.by(), first.story());
      }
      for (Result result : outcome.checks().results()) {
        if (result.verdict() == dev.ariadne.harness.check.Verdict.INVALID) {
          return List.of(result.check(), result.summary() + " " + String.join(" ", result.details()));
        }
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
