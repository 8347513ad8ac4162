package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.cluster.Layout;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.Order;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The server of this project, simulated. */
public final class AriadneSimulator implements Simulator {

  @Override
  public String target() {
    return "ariadne";
  }

  @Override
  public int run(Order order, PrintWriter out) throws IOException {
    Scenario scenario = order.scenario();
    RunDirectory directory = new Store(order.store()).begin(scenario, ZonedDateTime.now());
    SimRun run =
        new SimRun(
            scenario,
            Conditions.of(
                new Layout(
                    scenario.nodes(),
                    Path.of("."),
                    scenario.choices(),
                    scenario.snapshotCount(),
                    scenario.keepEntries(),
                    scenario.keeper(),
                    scenario.staleReads())),
            Decisions.of(scenario.seed()));
    long begun = System.nanoTime();
    SimRun.Outcome outcome = run.execute(Optional.of(directory), out::println);
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.print(VerdictText.of(outcome.checks()));
    out.printf(
        "seed %d  trace %016x  %d events  %.1f s of virtual time in %.2f s%n",
        scenario.seed(), outcome.traceHash(), outcome.events(), outcome.nanos() / 1e9, seconds);
    run.oracles().violations().forEach(out::println);
    out.flush();
    return outcome.checks().verdict().exitStatus();
  }
}
