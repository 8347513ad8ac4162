package dev.ariadne.harness.junit;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.FaultEffects;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.TraceDigest;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run that has ended and was judged. It is a parameter of a test.
 *
 * @param finished the result of the run
 * @param again the command that repeats the run
 * @param program the program of that command: {@code ./ariadne} with the class path of the tests
 */
public record ClusterRun(RunResult finished, String again, Path program) {

  public Verdict verdict() {
    return finished.checks().verdict();
  }

  /** The results of all checks. */
  public Checks.Outcome checks() {
    return finished.checks();
  }

  /** The verdict in words, with the counterexample if there is one. */
  public String words() {
    return VerdictText.of(finished.checks());
  }

  /** The operations of the clients and of the nemesis, with their outcomes. */
  public List<Op> history() {
    return finished.evidence().history();
  }

  /** The scenario of the run, with the decisions of the seed. */
  public Scenario scenario() {
    return finished.scenario();
  }

  public long seed() {
    return scenario().seed();
  }

  /** Equal numbers are equal runs; empty of a live one. */
  public Optional<TraceDigest> traceDigest() {
    return finished.traceDigest();
  }

  /** The report, if the run was kept. */
  public Optional<Path> report() {
    return finished.directory().map(RunDirectory::report);
  }

  /** The value of a counter of a kind of fault; 0 if the counter is missing. */
  public long count(String fault, String counter) {
    return FaultEffects.of(finished.evidence()).stream()
        .filter(effects -> effects.kind().equals(fault))
        .mapToLong(effects -> effects.counters().getOrDefault(counter, 0L))
        .sum();
  }
}
