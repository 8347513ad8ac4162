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
 * Proxies before the client ports. They are used only while clients are cut off. At all other times
 * clients connect to their node directly, because a connection to a proxy always succeeds. With a
 * proxy a client would never see a refused connection, which proves that an operation did not
 * happen.
 *
 * <p>A client asks for the address of its node before every request, and opens a new connection if
 * the address has changed. So a cut begins with the next request. A request that is under way is
 * still answered.
 */
final class ClientProxies implements Capability.ClientLinks, AutoCloseable {
  private static final String CLIENTS = "clients";

  private final PeerProxies proxies = new PeerProxies((dialer, dialled) -> Optional.of(CLIENTS));
  private final Map<String, InetSocketAddress> addresses = new ConcurrentSkipListMap<>();
  private final Set<String> cut = new ConcurrentSkipListSet<>();

  ClientProxies() throws IOException {}

  /** Opens a proxy for a new node. */
  void open(LiveNode node) throws IOException {
    addresses.put(node.name(), proxies.open(node.name(), node::httpAddress));
  }

  /** The present address for clients of a node. */
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
