package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Cluster;

/**
 * A kind of fault of a user's own. Found through {@link java.util.ServiceLoader}, by the name that
 * is given on the command line.
 */
public interface FaultProvider {

  String kind();

  /**
   * The fault on this cluster, using what capabilities it has.
   *
   * @throws MissingCapabilityException if the cluster cannot be treated so
   */
  Fault open(Cluster cluster) throws MissingCapabilityException;
}
