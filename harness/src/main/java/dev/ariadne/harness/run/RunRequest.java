package dev.ariadne.harness.run;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request for one simulated run.
 *
 * @param scenario with its seed, and a value for everything
 * @param fixed dimensions in which the scenario's value counts; the seed draws the others
 * @param store where the run is stored, if anywhere
 * @param decisions of an earlier run, to be taken in place of the seed's
 * @param recorded whether the result says which decisions were taken
 * @param traced whether the result has an event trace
 * @param notes receives lines for a person while the run goes on
 */
public record RunRequest(
    Scenario scenario,
    Set<Dimension> fixed,
    Optional<Path> store,
    Optional<DecisionsFile> decisions,
    boolean recorded,
    boolean traced,
    Consumer<String> notes) {

  public RunRequest {
    fixed = Set.copyOf(fixed);
  }

  /** A run that is not stored. */
  public static RunRequest of(Scenario scenario, Set<Dimension> fixed) {
    return new RunRequest(
        scenario, fixed, Optional.empty(), Optional.empty(), false, false, note -> {});
  }

  /** A run of a scenario that was drawn before, exactly as it stands. */
  public static RunRequest again(Scenario scenario) {
    return of(scenario, Dimension.OF_SCENARIOS);
  }

  /** The same run, stored there. */
  public RunRequest storedIn(Path place) {
    return new RunRequest(scenario, fixed, Optional.of(place), decisions, recorded, traced, notes);
  }

  /** The same run, which takes these decisions. */
  public RunRequest taking(DecisionsFile file) {
    return new RunRequest(scenario, fixed, store, Optional.of(file), recorded, traced, notes);
  }

  /** The same run, whose result says which decisions were taken. */
  public RunRequest recording() {
    return new RunRequest(scenario, fixed, store, decisions, true, traced, notes);
  }

  /** The same run, whose result has an event trace. */
  public RunRequest tracing() {
    return new RunRequest(scenario, fixed, store, decisions, recorded, true, notes);
  }

  /** The same run, which tells how it goes on. */
  public RunRequest noting(Consumer<String> lines) {
    return new RunRequest(scenario, fixed, store, decisions, recorded, traced, lines);
  }

  /** The scenario with the seed of the run: that of the decisions, if they are given. */
  public Scenario seeded() {
    return decisions.map(file -> scenario.withSeed(file.seed())).orElse(scenario);
  }

  /** The decisions that the run takes: those that are given, or its seed's. */
  public Decisions toTake() {
    return decisions
        .map(file -> Decisions.given(file.taken()))
        .orElseGet(
            () -> recorded ? Decisions.recorded(scenario.seed()) : Decisions.of(scenario.seed()));
  }

  /** The same run once more: neither stored nor told. */
  RunRequest repeated() {
    return new RunRequest(scenario, fixed, Optional.empty(), decisions, false, traced, note -> {});
  }
}
