package dev.ariadne.harness.ariadne.oracle;

/**
 * A rule was broken.
 *
 * @param oracle the name of the oracle; it is stable
 * @param text what is wrong, in sentences; then the evidence
 * @param moment the event in which it was seen
 */
public record Violation(String oracle, String text, EventTime moment) {

  @Override
  public String toString() {
    return "%s: %s (%s)".formatted(oracle, text, moment);
  }
}
