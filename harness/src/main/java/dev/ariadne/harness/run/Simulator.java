package dev.ariadne.harness.run;

import dev.ariadne.harness.store.Dimension;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A target as a simulation: the whole cluster in one thread on virtual time, one seed one run.
 * Found through {@link java.util.ServiceLoader}, so that the command line knows no target by name.
 * For a target of your own, write a {@link VirtualTarget}, which is less to write.
 *
 * <p>A simulator runs worlds and returns values. {@link Sweep} and {@link DeterminismCheck} work
 * with every simulator; the command line prints. Its methods are called on several threads.
 */
public interface Simulator {

  /** Name of the target that it simulates. */
  String target();

  /** A number for the code that runs: see {@link CodeVersion}. */
  String code();

  /**
   * Runs one world to its end, on the calling thread.
   *
   * @throws IllegalArgumentException for a scenario that cannot be run, in one line
   * @throws IOException if the store could not be written
   */
  RunResult run(RunRequest request) throws IOException;

  /**
   * Runs a world again, tells what happens in it, and stores nothing.
   *
   * @param scenario as it was stored
   * @return the result; empty if the run was stopped before its end
   */
  Optional<RunResult> replay(Scenario scenario, ReplayRequest request) throws IOException;

  /**
   * Opens a world that the caller drives by hand.
   *
   * @param fixed as in {@link RunRequest}
   */
  OpenSimulation open(Scenario scenario, Set<Dimension> fixed);

  /**
   * The situations that so many freely drawn worlds should have reached and did not.
   *
   * @param counts of situations over all worlds, by name
   */
  default List<String> neverReached(SortedMap<String, Long> counts, long worlds) {
    return List.of();
  }
}
