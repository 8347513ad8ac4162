package dev.ariadne.harness.run;

import dev.ariadne.harness.store.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One simulated run.
 *
 * @param scenario with its seed, and a value for everything
 * @param said names of the options, as on the command line, whose values are to be as they are
 *     here; the seed draws the others
 * @param store where the run is kept, if anywhere
 * @param notes lines for a person
 */
public record RunRequest(
    Scenario scenario, SortedSet<String> said, Optional<Path> store, Consumer<String> notes) {

  /** All options by which a scenario differs from another. */
  public static final SortedSet<String> ALL =
      new TreeSet<>(
          java.util.List.of(
              "--nodes",
              "--concurrency",
              "--rate",
              "--time-limit",
              "--setup-limit",
              "--setup-limit",
              "--workload",
              "--keys",
              "--nemesis",
              "--nemesis-interval",
              "--snapshot-count",
              "--keep-entries",
              "--clients",
              "--retry"));

  /** The same, and all that no option names is as it is in a live run. */
  public static final SortedSet<String> ALL_AND_CONDITIONS = allAnd(SweepRequest.NO_SWARM);

  private static SortedSet<String> allAnd(String more) {
    SortedSet<String> said = new TreeSet<>(ALL);
    said.add(more);
    return said;
  }

  /** A scenario that was drawn before, exactly as it stands. */
  public static RunRequest again(Scenario scenario, Optional<Path> store) {
    return new RunRequest(scenario, ALL, store, note -> {});
  }
}
