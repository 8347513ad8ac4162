package dev.ariadne.harness.run;

import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.Scenario;
import java.nio.file.Path;
import java.util.Set;

/**
 * A request for the simulated runs of many seeds.
 *
 * @param scenario with a value for everything
 * @param fixed dimensions in which the scenario's value counts; each seed draws the others
 * @param firstSeed of those to be run
 * @param lastSeed at least {@code firstSeed}
 * @param threads worlds that run at a time, at least 1
 * @param twice whether each world is run twice and has to do the same
 * @param store where worlds that failed are stored
 * @param vacuousMax the greatest share of vacuous worlds that does not make the sweep vacuous, from
 *     0 to 1
 */
public record SweepRequest(
    Scenario scenario,
    Set<Dimension> fixed,
    long firstSeed,
    long lastSeed,
    int threads,
    boolean twice,
    Path store,
    double vacuousMax) {

  public SweepRequest {
    fixed = Set.copyOf(fixed);
  }

  RunRequest run(long seed) {
    RunRequest run = RunRequest.of(scenario.withSeed(seed), fixed);
    return twice ? run.tracing() : run;
  }
}
