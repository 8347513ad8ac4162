package dev.ariadne.harness.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * How a simulated run is told while it is run again.
 *
 * @param said as in {@link Single}, when it was run
 * @param story whether every message, start, end and answer is told
 * @param until number of the event, from 1, after which the run stops and every node is shown;
 *     {@link #TO_THE_END} for none
 * @param decisions that the run took in place of its seed's, if it did
 * @param lines who listens
 */
public record Telling(
    SortedSet<String> said,
    boolean story,
    long until,
    Optional<Path> decisions,
    Consumer<String> lines) {
  public static final long TO_THE_END = Long.MAX_VALUE;
}
