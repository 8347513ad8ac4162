package dev.ariadne.harness.run;

import java.io.IOException;
import java.util.Optional;

/** Runs a world once more: one seed has to be one run, event for event. */
public final class DeterminismCheck {

  /** The check's name. */
  static final String NAME = "twice";

  private DeterminismCheck() {}

  /**
   * The difference between two runs of one request, in words.
   *
   * @param request that has an event trace
   * @param first result of this request
   * @return empty if the runs did the same
   */
  public static Optional<String> difference(
      Simulator simulator, RunRequest request, RunResult first) throws IOException {
    SimulationResult one = first.simulated().orElseThrow();
    SimulationResult other = simulator.run(request.repeated()).simulated().orElseThrow();
    return one.traceDigest().equals(other.traceDigest())
        ? Optional.empty()
        : one.trace()
            .difference(other.trace())
            .or(() -> Optional.of("the events are the same, but the histories are not"));
  }
}
