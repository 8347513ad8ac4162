package dev.ariadne.harness.run;

import java.util.function.Consumer;

/**
 * How a simulated run is told while it is run again.
 *
 * @param story whether every message, start, end and answer is told
 * @param until number of the event, from 1, after which the run stops and every node is shown;
 *     {@link #TO_THE_END} for none
 * @param lines who listens
 */
public record Telling(boolean story, long until, Consumer<String> lines) {
  public static final long TO_THE_END = Long.MAX_VALUE;
}
