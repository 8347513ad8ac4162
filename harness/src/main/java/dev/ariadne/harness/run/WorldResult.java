package dev.ariadne.harness.run;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The result of one world of a {@link Sweep}: what can be kept of thousands of them.
 *
 * @param nanos of virtual time that passed
 * @param operations that clients began
 * @param cpuNanos of processor time that the world took
 * @param counts of situations, by name
 */
public record WorldResult(
    long seed,
    Checks.Outcome checks,
    TraceDigest traceDigest,
    long nanos,
    long operations,
    long cpuNanos,
    SortedMap<String, Long> counts) {

  /**
   * Returns the result of this run.
   *
   * @param difference from the same run once more, which is a violation; empty if there is none
   */
  static WorldResult of(RunResult run, long cpuNanos, Optional<String> difference) {
    SimulationResult simulated = run.simulated().orElseThrow();
    return new WorldResult(
        run.scenario().seed(),
        difference.map(found -> differing(run.checks(), found)).orElse(run.checks()),
        simulated.traceDigest(),
        simulated.nanos(),
        simulated.operations(),
        cpuNanos,
        simulated.counts());
  }

  private static Checks.Outcome differing(Checks.Outcome checks, String difference) {
    List<Result> results = new ArrayList<>(checks.results());
    results.add(Result.of(DeterminismCheck.NAME, Verdict.INVALID, difference));
    return new Checks.Outcome(Verdict.INVALID, results);
  }
}
