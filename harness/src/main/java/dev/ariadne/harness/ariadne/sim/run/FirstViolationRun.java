package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.RegisterWorkload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run of the world that a seed draws, up to its first violation. */
public final class FirstViolationRun {

  /** The check that no live run has: what those have found who look into the nodes. */
  private static final String INSIDE = "oracles";

  private static final int QUOTE_MAX = 600;

  /** Somebody has complained: the rest of the run is of no interest. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }

  private FirstViolationRun() {}

  /**
   * @param oracles whether they look on; else it is judged as a live run is
   * @param workload of the world; empty if the seed is to draw it
   * @return nothing if nobody complains; else who does first, and what is said
   */
  public static List<String> complaint(long seed, boolean oracles, String workload) {
    Decisions decisions = Decisions.of(seed);
    boolean any = workload.isEmpty();
    Set<Dimension> fixed = any ? Set.of() : Set.of(Dimension.WORKLOAD);
    Scenario asked = usual(seed, any ? RegisterWorkload.NAME : workload);
    Swarm.TestConfiguration drawn = new Swarm(decisions, fixed).draw(asked);
    SimRun run = new SimRun(drawn.scenario(), drawn.conditions(), decisions, oracles);
    SimWorld world = run.world();
    world.observe(
        new Observer() {
          @Override
          public void happened(SimWorld w) {
            if (oracles && !w.complaints().isEmpty()) {
              throw new Enough();
            }
          }
        });
    try {
      SimRun.Outcome outcome = run.execute(Optional.empty(), line -> {});
      if (oracles && !world.complaints().isEmpty()) {
        return first(seed, drawn, world); // with its last event
      }
      for (Result result : outcome.checks().results()) {
        boolean counts = oracles || !result.check().equals(INSIDE);
        if (counts && result.verdict() == Verdict.INVALID) {
          return told(result.check(), seed, drawn, result.withFirst(Integer.MAX_VALUE));
        }
      }
      return List.of();
    } catch (Enough e) {
      return first(seed, drawn, world);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> first(long seed, Swarm.TestConfiguration drawn, SimWorld world) {
    SimWorld.Complaint first = world.complaints().getFirst();
    return told(first.by(), seed, drawn, first.text());
  }

  private static List<String> told(
      String by, long seed, Swarm.TestConfiguration drawn, String text) {
    Scenario s = drawn.scenario();
    String quote = text.length() <= QUOTE_MAX ? text : text.substring(0, QUOTE_MAX) + "…";
    return List.of(
        by,
        "seed %d (%d nodes, %s, %s): %s"
            .formatted(
                seed,
                s.cluster().nodes(),
                s.load().workload(),
                String.join(",", s.faults().kinds()),
                quote));
  }

  /**
   * Of this nothing is left but the seed, and a workload that was named: the swarm draws the rest.
   */
  private static Scenario usual(long seed, String workload) {
    return Scenario.of("ariadne", workload, seed);
  }
}
