package dev.ariadne.harness.run;

/**
 * A simulated run as two numbers: runs that have them in common did the same.
 *
 * @param events how many things happened in the world
 * @param traceHash of all of them, in order
 */
public record TraceDigest(long events, long traceHash) {

  @Override
  public String toString() {
    return "%d events, trace %016x".formatted(events, traceHash);
  }
}
