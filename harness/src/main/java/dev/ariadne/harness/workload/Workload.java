package dev.ariadne.harness.workload;

import dev.ariadne.harness.generator.Generator;

/** What the clients of a test do. All its generators are for client workers. */
public interface Workload {

  /** Its name on the command line and in {@code test.json}. */
  String name();

  /** Ends once every client has been answered, or after a bound. */
  Generator setup();

  /** The operations of the main phase, as fast as workers are free, for ever. */
  Generator main();

  /**
   * Reads everything once more, trying again until it is answered or a bound has passed.
   *
   * @param keys the keys that were used are below this number
   */
  Generator finish(long keys);
}
