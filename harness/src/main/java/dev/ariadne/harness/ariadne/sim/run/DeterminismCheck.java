package dev.ariadne.harness.ariadne.sim.run;

import dev.ariadne.harness.ariadne.sim.Trace;
import dev.ariadne.harness.run.SweepRequest;
import java.io.IOException;
import java.util.Optional;

/** The same world once more, event for event. */
final class DeterminismCheck {

  private DeterminismCheck() {}

  /**
   * Runs a world again and says where it went another way.
   *
   * @param first whose trace was kept
   * @return empty if it did not
   */
  static Optional<String> again(SweepRequest order, SimRun first, SimRun.Outcome outcome)
      throws IOException {
    SimRun second =
        AriadneSimulator.world(order, outcome.seed(), first.world().decisions().again());
    second.world().trace().keep();
    SimRun.Outcome again = second.execute(Optional.empty(), note -> {});
    if (again.traceHash() == outcome.traceHash()) {
      return Optional.empty();
    }
    Trace one = first.world().trace();
    Trace other = second.world().trace();
    long event = one.firstDifference(other);
    return Optional.of(
        event < 0
            ? "the events are the same, but the histories are not"
            : "event " + event + " was " + one.words(event) + ", then " + other.words(event));
  }
}
