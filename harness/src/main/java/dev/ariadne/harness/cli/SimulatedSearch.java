package dev.ariadne.harness.cli;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.ProgramName;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Searches for a simulated world in which the same checks fail as in a live run. */
final class SimulatedSearch {
  private final Simulator simulator;
  private final Scenario scenario;
  private final List<String> wrong;

  /**
   * @param stored the results of the checks of the live run
   */
  SimulatedSearch(Simulator simulator, Scenario scenario, Checks.Outcome stored) {
    this.simulator = simulator;
    this.scenario = scenario;
    this.wrong = wrong(stored);
  }

  private static List<String> wrong(Checks.Outcome outcome) {
    return outcome.results().stream()
        .filter(result -> result.verdict() == Verdict.INVALID)
        .map(Result::check)
        .filter(check -> !check.equals("oracles"))
        .toList();
  }

  /** Searches and returns the exit status. */
  int look(int seeds, Path store, PrintWriter out) throws IOException {
    out.println("Wrong in the live run: " + String.join(", ", wrong));
    int otherwise = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      Scenario world = scenario.withSeed(seed);
      RunResult finished = simulator.run(RunRequest.again(world));
      List<String> found = wrong(finished.checks());
      if (found.containsAll(wrong)) {
        return found(seed, simulator.run(RunRequest.again(world).storedIn(store)), out);
      }
      otherwise += finished.checks().verdict() == Verdict.INVALID ? 1 : 0;
    }
    out.println(
        "None of %d worlds goes wrong in the same way%s."
            .formatted(seeds, otherwise == 0 ? "" : "; " + otherwise + " go wrong otherwise"));
    out.println(
        "That does not clear the server: what went wrong may need real timing, or more worlds.");
    out.flush();
    return Verdict.UNKNOWN.exitStatus();
  }

  private static int found(long seed, RunResult twin, PrintWriter out) {
    Path path = twin.directory().orElseThrow().path();
    out.println("Found after %d worlds: seed %d goes wrong in the same way.".formatted(seed, seed));
    twin.checks().results().stream()
        .filter(result -> result.verdict() == Verdict.INVALID)
        .forEach(
            result -> out.println("  " + result.check() + ": " + Printable.line(result.summary())));
    out.println("Replay:  " + ProgramName.get() + " replay " + path);
    out.println("Report:  " + twin.directory().get().report());
    out.flush();
    return twin.checks().verdict().exitStatus();
  }
}
