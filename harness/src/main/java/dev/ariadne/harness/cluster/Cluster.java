package dev.ariadne.harness.cluster;

import java.util.List;
import java.util.Optional;

/**
 * The running nodes of a target, live or simulated; code above this interface does not know which.
 * Calls return soon: they do not wait for an election or for a node to be ready.
 *
 * <p>Further actions on a cluster are {@link Capability capabilities}, which a target may lack; a
 * nemesis names those that it needs.
 */
public interface Cluster extends AutoCloseable {

  /**
   * The names of the present nodes: {@code n1}, {@code n2} and so on, in this order. They change
   * only by {@link Capability.Membership}. A new node is in the list from the request to add it; a
   * removed node stays in the list as long as it runs.
   */
  List<String> nodes();

  /** Opens a connection to one node for one client process, even while the node is down. */
  Client client(String node);

  /** The capability, if this cluster has it. */
  <C extends Capability> Optional<C> capability(Class<C> kind);

  /** Undoes every fault and starts every node that is down. */
  void heal();

  /** Stops every node and waits until it has ended. Written data stays. */
  @Override
  void close();
}
