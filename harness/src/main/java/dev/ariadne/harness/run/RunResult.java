package dev.ariadne.harness.run;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import java.util.Optional;

/**
 * What came of one run, in whichever world.
 *
 * @param scenario as it was run, with everything that the seed had to decide
 * @param directory where it is kept; empty if only the outcome counted
 * @param fingerprint of a simulated run; empty of a live one
 */
public record RunResult(
    Scenario scenario,
    Evidence evidence,
    Checks.Outcome checks,
    Optional<RunDirectory> directory,
    Optional<Fingerprint> fingerprint) {}
