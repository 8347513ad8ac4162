package dev.ariadne.harness.run;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A target as a simulation: the whole cluster in one thread on virtual time, one seed one run.
 * Found through {@link java.util.ServiceLoader}, so that the command line knows no target by name.
 * Whoever has a target of their own offers a {@link VirtualTarget}, which is less to write.
 */
public interface Simulator {

  /** Who wants to know what came of each world. */
  @FunctionalInterface
  interface Told {
    void told(long seed, Checks.Outcome outcome);
  }

  /** Name of the target that it simulates. */
  String target();

  /**
   * Runs worlds and tells what came of them.
   *
   * @param told of each world, in the order of the seeds
   * @return the exit status
   * @throws IllegalArgumentException for an order that cannot be carried out, in one line
   * @throws IOException if the store could not be written
   */
  int run(SweepRequest order, PrintWriter out, Told told) throws IOException;

  /** A number for the code that runs: see {@link CodeVersion}. */
  String code();

  /**
   * Runs one world to its end, on the calling thread.
   *
   * @throws IllegalArgumentException for a scenario that cannot be run, in one line
   * @throws IOException if the store could not be written
   */
  RunResult run(RunRequest single) throws IOException;

  /**
   * Runs a world again, telling of it, and keeps nothing.
   *
   * @param scenario as it was stored
   * @return what came of it; empty if it was stopped before its end
   */
  Optional<RunResult> tell(Scenario scenario, ReplayRequest telling) throws IOException;

  /** A world to be driven by hand; {@code said} as in {@link RunRequest}. */
  OpenSimulation open(Scenario scenario, SortedSet<String> said);
}
