package dev.ariadne.harness.jqwik;

/**
 * What is done to a node, and undone again.
 *
 * @param node from 1; counted round where there are fewer
 * @param atMillis after the beginning, at least 0
 * @param forMillis how long it lasts, more than 0
 */
public record Strike(Kind kind, int node, int atMillis, int forMillis) {

  public enum Kind {
    /** Nobody hears it, and it hears nobody. */
    CUT_OFF,
    PAUSED,
    KILLED
  }
}
