package dev.ariadne.harness.ariadne.oracle;

/**
 * A rule was broken.
 *
 * @param oracle whose rule it is: a stable name
 * @param story who did what, with the indexes, terms and values that show it
 * @param event number of the simulated event in which it was seen, from 1
 * @param nanos simulated time since the run began
 */
public record Violation(String oracle, String story, long event, long nanos) {

  @Override
  public String toString() {
    return "%s: %s (event %d, at %d.%06d s)"
        .formatted(oracle, story, event, nanos / 1_000_000_000, nanos % 1_000_000_000 / 1_000);
  }
}
