package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.Order;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
    return order.one() ? one(order, out) : many(order, out);
  }

  /** The world of a seed, drawn as the order leaves it free. */
  static SimRun world(Order order, long seed, Decisions decisions) {
    Swarm.World drawn =
        new Swarm(decisions, order.said()).draw(withSeed(order.scenario(), seed));
    return new SimRun(drawn.scenario(), drawn.conditions(), decisions);
  }

  private static Scenario withSeed(Scenario s, long seed) {
    return new Scenario(
        s.version(),
        s.name(),
        s.target(),
        seed,
        s.nodes(),
        s.concurrency(),
        s.rate(),
        s.timeLimitSeconds(),
        s.workload(),
        s.keys(),
        s.nemesis(),
        s.nemesisIntervalSeconds(),
        s.snapshotCount(),
        s.keepEntries(),
        s.staleReads(),
        s.clients(),
        s.retry());
  }

  private int one(Order order, PrintWriter out) throws IOException {
    long seed = order.firstSeed();
    SimRun run = world(order, seed, Decisions.of(seed));
    out.println(Story.opening(run.scenario(), run.conditions()));
    RunDirectory directory = new Store(order.store()).begin(run.scenario(), ZonedDateTime.now());
    long begun = System.nanoTime();
    SimRun.Outcome outcome = run.execute(Optional.of(directory), out::println);
    long tookNanos = System.nanoTime() - begun;
    out.println();
    out.print(VerdictText.of(outcome.checks()));
    out.println();
    out.println(Story.line(outcome));
    out.println(Story.speed(outcome.operations(), outcome.nanos(), outcome.events(), tookNanos));
    out.println("Report:      " + directory.report());
    out.println("Run again:   " + order.command().apply(seed));
    out.println("Exit status: " + outcome.checks().verdict().exitStatus());
    out.flush();
    return outcome.checks().verdict().exitStatus();
  }

  private int many(Order order, PrintWriter out) throws IOException {
    Tally tally = new Tally();
    long begun = System.nanoTime();
    new Sweep(order.firstSeed(), order.lastSeed())
        .run(
            Runtime.getRuntime().availableProcessors(),
            seed -> quietly(order, seed),
            outcome -> {
              tally.add(outcome);
              out.println(Story.line(outcome));
              out.flush();
            });
    tally.tell(order, System.nanoTime() - begun, out);
    out.flush();
    return tally.exitStatus();
  }

  private static SimRun.Outcome quietly(Order order, long seed) {
    try {
      return world(order, seed, Decisions.of(seed)).execute(Optional.empty(), note -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
