package dev.ariadne.harness.store;

/**
 * What a simulated run was: {@code simulation.json} in its store. It is written at the beginning
 * without an outcome, and again with it at the end.
 *
 * @param version of this format and of what a seed means; {@link #VERSION}
 * @param code a number for the code that ran; the same code does the same
 * @param events -1 as long as the run has not ended
 * @param traceHash in hexadecimal; empty as long as it has not ended
 * @param verdict in small letters; empty as long as it has not ended
 */
public record SimulationRecord(
    int version, String code, long events, String traceHash, String verdict) {
  public static final int VERSION = 1;

  public static SimulationRecord begun(String code) {
    return new SimulationRecord(VERSION, code, -1, "", "");
  }

  public boolean ended() {
    return events >= 0;
  }
}
