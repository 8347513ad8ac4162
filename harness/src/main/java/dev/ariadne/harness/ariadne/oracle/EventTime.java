package dev.ariadne.harness.ariadne.oracle;

/**
 * The time of an event.
 *
 * @param event number of the simulated event, from 1
 * @param nanos simulated time since the run began
 */
public record EventTime(long event, long nanos) {

  @Override
  public String toString() {
    return "event %d, at %d.%06d s"
        .formatted(event, nanos / 1_000_000_000, nanos % 1_000_000_000 / 1_000);
  }
}
