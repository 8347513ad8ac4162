package dev.ariadne.harness.store;

import java.util.Collection;
import java.util.List;

/**
 * The description of a simulated run: {@code simulation.json} in its store. It is written at the
 * beginning without an outcome, and again with it at the end.
 *
 * @param version of this format and of what a seed means; {@link #VERSION}
 * @param code a number for the code that ran; the same code gives the same run
 * @param said names of the options that were given; the seed drew the others
 * @param events -1 as long as the run has not ended
 * @param traceHash in hexadecimal; empty as long as it has not ended
 * @param verdict in small letters; empty as long as it has not ended
 */
public record SimulationRecord(
    int version, String code, List<String> said, long events, String traceHash, String verdict) {
  public static final int VERSION = 1;

  public SimulationRecord {
    said = List.copyOf(said);
  }

  public static SimulationRecord begun(String code, Collection<String> said) {
    return new SimulationRecord(VERSION, code, List.copyOf(said), -1, "", "");
  }

  /** The same record with its outcome. */
  public SimulationRecord ended(long allEvents, long hash, String verdictInWords) {
    return new SimulationRecord(
        version, code, said, allEvents, "%016x".formatted(hash), verdictInWords);
  }

  public boolean ended() {
    return events >= 0;
  }
}
