package dev.ariadne.harness.run;

import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.interpreter.VirtualScheduler;

/**
 * A system of a user's own that runs on virtual time, and so can be tested seed by seed. Found
 * through {@link java.util.ServiceLoader}; a {@link VirtualSimulator} does the rest.
 *
 * <p>The one condition: everything that the nodes do later they do by way of {@link
 * VirtualScheduler#after}, and everything left to chance is picked from {@link
 * ClusterOptions#choices}. Then one seed is one run.
 */
public interface VirtualTarget {

  /** The target's name on the command line and in {@code test.json}. */
  String name();

  /**
   * A cluster whose nodes are about to start. Called on several threads, for one world each.
   *
   * @param options its directory does not exist: nodes keep what they keep in memory
   */
  Cluster open(ClusterOptions options, VirtualScheduler time);
}
