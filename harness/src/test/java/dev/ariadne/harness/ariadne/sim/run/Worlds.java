package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.ariadne.sim.Decisions;
import dev.ariadne.harness.client.Clients;
import dev.ariadne.harness.run.SweepRequest;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
    SweepRequest order = order(scenario(seed, 4, false), "--time-limit");
    return AriadneSimulator.world(order, seed, Decisions.of(seed));
  }

  private static Scenario scenario(long seed, double seconds, boolean staleReads) {
    return new Scenario(
        Scenario.VERSION,
        "ariadne-register",
        "ariadne",
        seed,
        5,
        15,
        300,
        seconds,
        "register",
        5,
        List.of("partition", "kill", "pause", "wal-truncate"),
        3,
        50,
        20,
        staleReads,
        Clients.STAY,
        "none");
  }

  /** Worlds of the swarm but for what was said. */
  static SweepRequest order(Scenario scenario, String... said) {
    SortedSet<String> options = new TreeSet<>(List.of(said));
    return new SweepRequest(
        scenario,
        options,
        scenario.seed(),
        scenario.seed(),
        true,
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        seed -> "--seed " + seed,
        Path.of("unused"),
        1.0);
  }

  static SimRun swarm(long seed, Decisions decisions) {
    return AriadneSimulator.world(order(scenario(seed)), seed, decisions);
  }

  public static SimRun.Outcome run(SimRun run) throws IOException {
    return run.execute(Optional.empty(), note -> {});
  }
}
