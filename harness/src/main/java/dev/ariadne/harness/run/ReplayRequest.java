package dev.ariadne.harness.run;

import dev.ariadne.harness.store.Dimension;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request to run a simulated run again and to print its events.
 *
 * @param fixed as in {@link RunRequest}, when it was run
 * @param story whether every message, start, end, operation and answer is told
 * @param from where the story begins; {@link TracePlace#BEGINNING} for all of it
 * @param until after which the run stops and every node is shown; {@link TracePlace#END} for none
 * @param decisions that the run took in place of its seed's, if it did
 * @param lines receives each line
 */
public record ReplayRequest(
    Set<Dimension> fixed,
    boolean story,
    TracePlace from,
    TracePlace until,
    Optional<Path> decisions,
    Consumer<String> lines) {}
