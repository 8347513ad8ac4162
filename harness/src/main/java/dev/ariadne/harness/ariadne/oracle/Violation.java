package dev.ariadne.harness.ariadne.oracle;

/**
 * A rule was broken.
 *
 * @param oracle whose rule it is: a stable name
 * @param text who did what, with the indexes, terms and values that show it
 * @param moment when it was seen
 */
public record Violation(String oracle, String text, EventTime moment) {

  @Override
  public String toString() {
    return "%s: %s (%s)".formatted(oracle, text, moment);
  }
}
