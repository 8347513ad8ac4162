package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The world that a seed draws, run for its first complaint alone. */
public final class OneSeed {

  /** Checks that look at more than what clients saw: events of the nodes, and their disks. */
  private static final List<String> INSIDE = List.of("nodes", "snapshot-recovery", "oracles");

  private static final int QUOTE_MAX = 600;

  /** Somebody has complained: the rest of the run is of no interest. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }

  private OneSeed() {}

  /**
   * @param oracles whether they look on; else only what clients saw is judged
   * @return nothing if nobody complains; else who does first, and what is said
   */
  public static List<String> complaint(long seed, boolean oracles) {
    Decisions decisions = Decisions.of(seed);
    Swarm.World drawn = new Swarm(decisions, new TreeSet<>()).draw(usual(seed));
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
      for (Result result : outcome.checks().results()) {
        boolean counts = oracles || !INSIDE.contains(result.check());
        if (counts && result.verdict() == Verdict.INVALID) {
          return told(result.check(), seed, drawn, text(result));
        }
      }
      return List.of();
    } catch (Enough e) {
      SimWorld.Complaint first = world.complaints().getFirst();
      return told(first.by(), seed, drawn, first.story());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Result result) {
    return result.summary() + " " + String.join(" ", result.details());
  }

  private static List<String> told(String by, long seed, Swarm.World drawn, String story) {
    Scenario s = drawn.scenario();
    String text = story.length() <= QUOTE_MAX ? story : story.substring(0, QUOTE_MAX) + "…";
    return List.of(
        by,
        "seed %d (%d nodes, %s, %s): %s"
            .formatted(seed, s.nodes(), s.workload(), String.join(",", s.nemesis()), text));
  }

  /** Of this nothing is left but the seed: the swarm draws all of it. */
  private static Scenario usual(long seed) {
    return new Scenario(
        Scenario.VERSION,
        "ariadne-register",
        "ariadne",
        seed,
        5,
        15,
        100,
        10,
        "register",
        5,
        List.of(),
        3,
        50,
        20,
        false,
        Clients.STAY,
        "none");
  }
}
