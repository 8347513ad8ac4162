package dev.ariadne.harness.ariadne;

import dev.ariadne.harness.ariadne.front.Fronts;
import dev.ariadne.harness.ariadne.front.SocketOwners;
import dev.ariadne.harness.ariadne.link.Link;
import dev.ariadne.harness.ariadne.link.LinkPolicy;
import dev.ariadne.harness.ariadne.process.EventLine;
import dev.ariadne.harness.ariadne.process.Ports;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Real server processes on loopback, with a front before each one's peer port.
 *
 * <p>The nodes know each other by the fronts' addresses, which never change; where a node really
 * listens is between it and its front. A node that exits though nobody told it to stays down until
 * it is started, and its journal has an {@code exited-by-itself} entry. Whoever ends without {@link
 * #close} leaves the processes to the reaper.
 */
final class LiveCluster
    implements Cluster,
        Capability.Kill,
        Capability.Pause,
        Capability.Links,
        Capability.SlowLinks,
        Capability.Roles,
        Capability.Journal {

  private static final Duration STATUS_LIMIT = Duration.ofMillis(500);

  /** How long the nodes, all together, may take to stop before they are killed. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final ServerProgram program;
  private final Layout layout;
  private final Map<String, LiveNode> nodes = new LinkedHashMap<>();
  private final List<InetSocketAddress> peers = new ArrayList<>();
  private final Fronts fronts;
  private final LiveDamage damage;
  private final ClientFronts clientFronts;
  private final List<Capability> more;

  /**
   * What a cluster starts from.
   *
   * @param firstHttpPort the first node's preferred port for clients, the others' follow; 0 for any
   */
  record Setup(ServerProgram program, Layout layout, int firstHttpPort) {}

  private LiveCluster(Setup setup) throws IOException {
    this.program = setup.program();
    this.layout = setup.layout();
    Ports ports = new Ports();
    for (int id = 1; id <= layout.nodes(); id++) {
      String name = "n" + id;
      int wanted = setup.firstHttpPort() + id - 1;
      int http = setup.firstHttpPort() == 0 ? ports.choose() : ports.keepOrChoose(wanted);
      Path directory = layout.directory().toAbsolutePath().resolve(name);
      nodes.put(name, new LiveNode(name, id, directory, ports, http));
    }
    this.fronts = new Fronts(new SocketOwners(this::pids));
    this.clientFronts = new ClientFronts(List.copyOf(nodes.values()));
    this.damage = new LiveDamage(this);
    this.more =
        List.of(new LiveRecovery(this, program), new LogTears(this::node), damage, clientFronts);
    for (LiveNode node : nodes.values()) {
      peers.add(fronts.open(node.name(), node::peerAddress));
    }
  }

  /**
   * Starts all nodes; does not wait for them.
   *
   * @throws IOException if one could not be started; then none is left
   */
  static LiveCluster open(Setup setup) throws IOException {
    LiveCluster cluster = new LiveCluster(setup);
    try {
      for (LiveNode node : cluster.nodes.values()) {
        cluster.startNode(node);
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  @Override
  public List<String> nodes() {
    return List.copyOf(nodes.keySet());
  }

  /** The nodes that are not damaged beyond use. */
  List<String> inService() {
    List<String> names = new ArrayList<>(nodes.keySet());
    names.removeAll(damage.outOfService());
    return names;
  }

  LiveNode node(String name) {
    LiveNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node " + name + " among " + nodes());
    }
    return node;
  }

  @Override
  public Client client(String node) {
    return new AriadneClient(
        clientFronts.way(node(node)),
        layout.staleReads(),
        AriadneClient.PATIENCE,
        AriadneClient.LIMIT);
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    if (kind.isInstance(this)) {
      return Optional.of(kind.cast(this));
    }
    return more.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  @Override
  public void heal() {
    fronts.healAll();
    clientFronts.healAll();
    for (LiveNode node : nodes.values()) {
      node.resume();
      start(node.name());
    }
  }

  @Override
  public void close() {
    nodes.values().forEach(LiveNode::retire);
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    nodes.values().forEach(node -> node.awaitRetired(deadline));
    clientFronts.close();
    fronts.close();
  }

  // Kill and pause

  @Override
  public void kill(String node) {
    node(node).kill();
  }

  @Override
  public void start(String node) {
    if (inService().contains(node(node).name())) {
      startInAnyCase(node);
    }
  }

  /** Also if it is damaged. */
  void startInAnyCase(String node) {
    try {
      startNode(node(node));
    } catch (IOException e) {
      throw new UncheckedIOException(node + " cannot be started", e);
    }
  }

  private void startNode(LiveNode node) throws IOException {
    boolean keeper = node.id() - 1 == layout.keeper();
    node.start(
        program, peers, new LiveNode.Limits(layout.snapshotCount(), layout.keepEntries(), keeper));
  }

  @Override
  public boolean running(String node) {
    return node(node).running();
  }

  @Override
  public void pause(String node) {
    node(node).pause();
  }

  @Override
  public void resume(String node) {
    node(node).resume();
  }

  // Links

  @Override
  public void cut(String from, String to) {
    fronts.cut(new Link(node(from).name(), node(to).name()));
  }

  @Override
  public SortedMap<String, Long> heal(String from, String to, boolean late) {
    return fronts.heal(new Link(node(from).name(), node(to).name()), late);
  }

  @Override
  public void slow(String from, String to, long delayMillis, long bytesPerSecond) {
    fronts.slow(
        new Link(node(from).name(), node(to).name()),
        new LinkPolicy.Slowness(TimeUnit.MILLISECONDS.toNanos(delayMillis), bytesPerSecond));
  }

  @Override
  public SortedMap<String, Long> fast(String from, String to) {
    return fronts.fast(new Link(node(from).name(), node(to).name()));
  }

  private SortedMap<String, Long> pids() {
    SortedMap<String, Long> pids = new TreeMap<>();
    nodes.forEach((name, node) -> node.pid().ifPresent(pid -> pids.put(name, pid)));
    return pids;
  }

  // What the nodes say

  @Override
  public Optional<Leader> leader() {
    return statuses().stream()
        .filter(NodeStatus::leads)
        .max(Comparator.comparingLong(NodeStatus::term))
        .map(status -> new Leader(status.node(), status.term()));
  }

  /** Of those that answer soon. */
  List<NodeStatus> statuses() {
    SortedMap<String, InetSocketAddress> running = new TreeMap<>();
    nodes.values().stream()
        .filter(LiveNode::running)
        .forEach(node -> running.put(node.name(), node.httpAddress()));
    return NodeStatus.of(running, STATUS_LIMIT);
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    try {
      for (LiveNode node : nodes.values()) {
        for (EventLine event : node.log().events()) {
          entries.add(new Entry(node.name(), event.kind(), event.fields()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a node's log cannot be read", e);
    }
    return entries;
  }
}
