package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.Code;
import dev.ariadne.harness.run.Finished;
import dev.ariadne.harness.run.Opened;
import dev.ariadne.harness.run.Order;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.Single;
import dev.ariadne.harness.run.Telling;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import dev.ariadne.harness.store.Store;
import dev.ariadne.server.node.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.SortedSet;

/** The server of this project, simulated. */
public final class AriadneSimulator implements Simulator {

  @Override
  public String target() {
    return "ariadne";
  }

  @Override
  public String code() {
    return Code.fingerprint(Server.class);
  }

  @Override
  public int run(Order order, PrintWriter out, Told told) throws IOException {
    return order.one() ? one(order, out, told) : many(order, out, told);
  }

  /** The world of a seed, drawn as the order leaves it free. */
  static SimRun world(Order order, long seed, Decisions decisions) {
    Swarm.World drawn = new Swarm(decisions, order.said()).draw(order.scenario().withSeed(seed));
    return new SimRun(drawn.scenario(), drawn.conditions(), decisions);
  }

  private int one(Order order, PrintWriter out, Told told) throws IOException {
    long seed = order.firstSeed();
    SimRun run = world(order, seed, Decisions.of(seed));
    out.println(Story.opening(run.scenario(), run.conditions()));
    RunDirectory directory = new Store(order.store()).begin(run.scenario(), ZonedDateTime.now());
    directory.write(SimulationRecord.begun(code()));
    long begun = System.nanoTime();
    SimRun.Outcome outcome = run.execute(Optional.of(directory), out::println);
    long tookNanos = System.nanoTime() - begun;
    told.told(seed, outcome.checks());
    directory.write(outcome.record(code()));
    out.println();
    out.print(VerdictText.of(outcome.checks()));
    out.println();
    out.println(Story.line(outcome));
    out.println(Story.speed(outcome.operations(), outcome.nanos(), outcome.events(), tookNanos));
    out.println("Report:      " + directory.report());
    out.println("Run again:   " + order.command().apply(seed));
    out.println("Replay:      ./ariadne replay " + directory.path());
    out.println("Exit status: " + outcome.checks().verdict().exitStatus());
    out.flush();
    return outcome.checks().verdict().exitStatus();
  }

  @Override
  public Finished run(Single single) throws IOException {
    Scenario asked = single.scenario();
    Decisions decisions = Decisions.of(asked.seed());
    Swarm.World drawn = new Swarm(decisions, single.said()).draw(asked);
    SimRun run = new SimRun(drawn.scenario(), drawn.conditions(), decisions);
    Optional<RunDirectory> directory = Optional.empty();
    if (single.store().isPresent()) {
      directory =
          Optional.of(new Store(single.store().get()).begin(run.scenario(), ZonedDateTime.now()));
      directory.get().write(SimulationRecord.begun(code()));
    }
    SimRun.Outcome outcome = run.execute(directory, single.notes());
    if (directory.isPresent()) {
      directory.get().write(outcome.record(code()));
    }
    return run.finished(outcome, directory);
  }

  @Override
  public Optional<Finished> tell(Scenario scenario, Telling telling) throws IOException {
    Decisions decisions = Decisions.of(scenario.seed());
    Swarm.World drawn = new Swarm(decisions, Single.ALL).draw(scenario);
    return new Retelling(new SimRun(drawn.scenario(), drawn.conditions(), decisions), telling)
        .tell();
  }

  @Override
  public Opened open(Scenario scenario, SortedSet<String> said) {
    Decisions decisions = Decisions.of(scenario.seed());
    Swarm.World drawn = new Swarm(decisions, said).draw(scenario);
    SimRun run = new SimRun(drawn.scenario(), drawn.conditions(), decisions);
    return new Opened(drawn.scenario(), new SimCluster(run.world()), run.world());
  }

  private int many(Order order, PrintWriter out, Told told) throws IOException {
    Tally tally = new Tally();
    long begun = System.nanoTime();
    new Sweep(order.firstSeed(), order.lastSeed())
        .run(
            Runtime.getRuntime().availableProcessors(),
            seed -> quietly(order, seed),
            outcome -> {
              tally.add(outcome);
              told.told(outcome.seed(), outcome.checks());
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
