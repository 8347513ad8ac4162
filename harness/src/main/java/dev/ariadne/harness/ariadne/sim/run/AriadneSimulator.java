package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.ariadne.sim.cluster.SimCluster;
import dev.ariadne.harness.ariadne.sim.watch.Coverage;
import dev.ariadne.harness.run.CodeVersion;
import dev.ariadne.harness.run.OpenSimulation;
import dev.ariadne.harness.run.ReplayRequest;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.RunResult;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.store.SimulationRecord;
import dev.ariadne.harness.store.Store;
import dev.ariadne.server.node.Server;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The server of this project, simulated. */
public final class AriadneSimulator implements Simulator {

  @Override
  public String target() {
    return "ariadne";
  }

  @Override
  public String code() {
    return CodeVersion.classHash(Server.class);
  }

  /** The world of a request, drawn where the request leaves it free. */
  static SimRun world(RunRequest request, Decisions decisions) {
    Swarm.TestConfiguration drawn = new Swarm(decisions, request.fixed()).draw(request.seeded());
    return new SimRun(drawn.scenario(), drawn.conditions(), decisions);
  }

  @Override
  public RunResult run(RunRequest request) throws IOException {
    SimRun run = world(request, request.toTake());
    if (request.traced()) {
      run.world().trace().keep();
    }
    request.notes().accept(RunText.opening(run.scenario(), run.conditions()));
    Optional<RunDirectory> directory = Optional.empty();
    SimulationRecord record = SimulationRecord.begun(code(), Dimension.options(request.fixed()));
    if (request.store().isPresent()) {
      directory =
          Optional.of(new Store(request.store().get()).begin(run.scenario(), ZonedDateTime.now()));
      directory.get().write(record);
      if (request.decisions().isPresent()) {
        request.decisions().get().write(directory.get().decisions());
      }
    }
    SimRun.Outcome outcome = run.execute(directory, request.notes());
    if (directory.isPresent()) {
      directory.get().write(outcome.record(record));
    }
    return run.finished(outcome, directory);
  }

  @Override
  public Optional<RunResult> replay(Scenario scenario, ReplayRequest request) throws IOException {
    Decisions decisions =
        request.decisions().isPresent()
            ? Decisions.given(DecisionsFile.read(request.decisions().get()).taken())
            : Decisions.of(scenario.seed());
    return new TraceReplay(world(RunRequest.of(scenario, request.fixed()), decisions), request)
        .run();
  }

  @Override
  public OpenSimulation open(Scenario scenario, Set<Dimension> fixed) {
    SimRun run = world(RunRequest.of(scenario, fixed), Decisions.of(scenario.seed()));
    return new OpenSimulation(run.scenario(), new SimCluster(run.world()), run.world());
  }

  @Override
  public List<String> neverReached(SortedMap<String, Long> counts, long worlds) {
    return worlds < Coverage.WORLDS_MIN ? List.of() : Coverage.missing(counts);
  }
}
