package dev.ariadne.harness.run;

import java.io.IOException;
import java.io.PrintWriter;

/**
 * A target as a simulation: the whole cluster in one thread on virtual time, one seed one run.
 * Found through {@link java.util.ServiceLoader}, so that the command line knows no target by name.
 */
public interface Simulator {

  /** Name of the target that it simulates. */
  String target();

  /**
   * Runs worlds and tells what came of them.
   *
   * @return the exit status
   * @throws IllegalArgumentException for an order that cannot be carried out, in one line
   * @throws IOException if the store could not be written
   */
  int run(Order order, PrintWriter out) throws IOException;
}
