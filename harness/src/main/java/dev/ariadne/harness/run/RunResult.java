package dev.ariadne.harness.run;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import java.util.Optional;

/**
 * The result of one run, live or simulated.
 *
 * @param scenario as it was run, with everything that the seed had to decide
 * @param directory where the run is stored; empty if it is not
 * @param simulated of a simulated run; empty of a live one
 */
public record RunResult(
    Scenario scenario,
    Evidence evidence,
    Checks.Outcome checks,
    Optional<RunDirectory> directory,
    Optional<SimulationResult> simulated) {

  /** The digest of a simulated run; empty of a live one. */
  public Optional<TraceDigest> traceDigest() {
    return simulated.map(SimulationResult::traceDigest);
  }
}
