package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.check.Verdict;
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

  /** Of so many worlds of a sweep that failed everything is kept, as of a single run. */
  private static final int KEPT_MAX = 10;

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
    Swarm.World drawn = new Swarm(decisions, order.said()).draw(order.scenario().withSeed(seed));
    return new SimRun(drawn.scenario(), drawn.conditions(), decisions);
  }

  private int one(Order order, PrintWriter out) throws IOException {
    long seed = order.firstSeed();
    Decisions decisions =
        order.record().isPresent() ? Decisions.recorded(seed) : Decisions.of(seed);
    if (order.decisions().isPresent()) {
      DecisionsFile file = DecisionsFile.read(order.decisions().get());
      seed = file.seed();
      decisions = Decisions.given(file.taken());
    }
    SimRun run = world(order, seed, decisions);
    if (order.twice()) {
      run.world().trace().keep();
    }
    out.println(Story.opening(run.scenario(), run.conditions()));
    RunDirectory directory = begin(order, run.scenario());
    long begun = System.nanoTime();
    SimRun.Outcome outcome = run.execute(Optional.of(directory), out::println);
    long tookNanos = System.nanoTime() - begun;
    out.println();
    out.print(VerdictText.of(outcome.checks()));
    out.println();
    out.println(Story.line(outcome));
    out.println(Story.speed(outcome.operations(), outcome.nanos(), outcome.events(), tookNanos));
    if (order.record().isPresent()) {
      new DecisionsFile(seed, decisions.taken()).write(order.record().get());
      out.println("Decisions:   " + order.record().get());
    }
    int status = outcome.checks().verdict().exitStatus();
    if (order.twice()) {
      Optional<String> difference = Twice.again(order, run, outcome);
      out.println("Twice:       " + difference.orElse("the same"));
      status = difference.isPresent() ? Verdict.INVALID.exitStatus() : status;
    }
    out.println("Report:      " + directory.report());
    out.println("Check again: ./ariadne check " + directory.history());
    out.println("Run again:   " + order.command().apply(seed));
    out.println("Exit status: " + status);
    out.flush();
    return status;
  }

  private static RunDirectory begin(Order order, Scenario scenario) throws IOException {
    return new Store(order.store()).begin(scenario, ZonedDateTime.now());
  }

  private int many(Order order, PrintWriter out) throws IOException {
    Tally tally = new Tally();
    long begun = System.nanoTime();
    new Sweep(order.firstSeed(), order.lastSeed())
        .run(
            order.threads(),
            seed -> quietly(order, seed),
            outcome -> {
              tally.add(outcome);
              out.println(Story.line(outcome));
              out.flush();
            });
    long tookNanos = System.nanoTime() - begun;
    for (SimRun.Outcome failed : tally.failed().stream().limit(KEPT_MAX).toList()) {
      SimRun again = world(order, failed.seed(), Decisions.of(failed.seed()));
      RunDirectory directory = begin(order, again.scenario());
      again.execute(Optional.of(directory), note -> {});
      tally.kept(failed.seed(), directory.path());
    }
    tally.tell(order, tookNanos, out);
    out.flush();
    return tally.exitStatus(order);
  }

  private static SimRun.Outcome quietly(Order order, long seed) {
    try {
      SimRun run = world(order, seed, Decisions.of(seed));
      if (order.twice()) {
        run.world().trace().keep();
      }
      SimRun.Outcome outcome = run.execute(Optional.empty(), note -> {});
      return order.twice() ? outcome.differing(Twice.again(order, run, outcome)) : outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
