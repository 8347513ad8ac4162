package dev.ariadne.harness.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A target's running nodes, live or simulated: nobody above this seam knows which. Calls return
 * soon: they do not wait for an election or for a node to be ready.
 *
 * <p>What can be done to a cluster beyond talking to it is a {@link Capability} of its own, which a
 * target may lack; a nemesis names those it needs.
 */
public interface Cluster extends AutoCloseable {

  /**
   * Names of the nodes that there are now: {@code n1}, {@code n2} and so on, in this order. They
   * change only by {@link Capability.Membership}: a node is there from the moment it was to be
   * added, and one that was removed is there for as long as it runs.
   */
  List<String> nodes();

  /** A connection to one node for one client process; opens even while the node is down. */
  Client client(String node);

  /** The capability, if this cluster has it. */
  <C extends Capability> Optional<C> capability(Class<C> kind);

  /** Undoes every fault and starts every node that is down. */
  void heal();

  /** Stops every node and waits until it has ended; whatever was written stays. */
  @Override
  void close();
}
