package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.proxy.PeerProxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/**
 * Fronts before the ports for clients, used only while clients are cut off. At all other times
 * clients dial their node itself: through a proxy every connection succeeds, and a refused one,
 * which is certainty that nothing happened, would be seen no more.
 *
 * <p>A client asks for the way to its node with every request. It leaves a kept connection when the
 * way has changed, so a cut begins with its next request; what is under way is answered.
 */
final class ClientProxies implements Capability.ClientLinks, AutoCloseable {
  private static final String CLIENTS = "clients";

  private final PeerProxies proxies = new PeerProxies((dialer, dialled) -> Optional.of(CLIENTS));
  private final Map<String, InetSocketAddress> addresses = new ConcurrentSkipListMap<>();
  private final Set<String> cut = new ConcurrentSkipListSet<>();

  ClientProxies() throws IOException {}

  /** A node that there has not been so far. */
  void open(LiveNode node) throws IOException {
    addresses.put(node.name(), proxies.open(node.name(), node::httpAddress));
  }

  /** Where a client of the node is to dial now. */
  Supplier<InetSocketAddress> way(LiveNode node) {
    return () -> cut.contains(node.name()) ? addresses.get(node.name()) : node.httpAddress();
  }

  @Override
  public void cutClients(String node, Direction direction) {
    Link requests = new Link(CLIENTS, node);
    switch (direction) {
      case REQUESTS -> proxies.cut(requests);
      case ANSWERS -> proxies.cut(requests.back());
      case BOTH -> {
        proxies.cut(requests);
        proxies.cut(requests.back());
      }
    }
    cut.add(node);
  }

  @Override
  public SortedMap<String, Long> healClients(String node, boolean late) {
    cut.remove(node);
    Link requests = new Link(CLIENTS, node);
    SortedMap<String, Long> counters = new TreeMap<>();
    proxies.heal(requests, late).forEach((name, n) -> counters.merge(name, n, Long::sum));
    proxies.heal(requests.back(), late).forEach((name, n) -> counters.merge(name, n, Long::sum));
    return counters;
  }

  void healAll() {
    cut.clear();
    proxies.healAll();
  }

  @Override
  public void close() {
    proxies.close();
  }
}
