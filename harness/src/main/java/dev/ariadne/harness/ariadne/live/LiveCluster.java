package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.ariadne.client.AriadneClient;
import dev.ariadne.harness.ariadne.client.NodeStatus;
import dev.ariadne.harness.ariadne.client.RevisionCache;
import dev.ariadne.harness.ariadne.damage.TornLogs;
import dev.ariadne.harness.ariadne.member.MembershipOperator;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinkPolicy;
import dev.ariadne.harness.process.EventLine;
import dev.ariadne.harness.process.Ports;
import dev.ariadne.harness.proxy.PeerProxies;
import dev.ariadne.harness.proxy.SocketOwners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * Real server processes on loopback, with a proxy before the peer port of each one.
 *
 * <p>The nodes know each other by the addresses of the proxies, which never change. Only its proxy
 * knows the real port of a node. A node that exits by itself stays down until it is started, and
 * its journal has an {@code exited-by-itself} entry. If the harness ends without {@link #close},
 * the reaper ends the processes.
 */
public final class LiveCluster
    implements Cluster,
        Capability.Kill,
        Capability.Pause,
        Capability.Links,
        Capability.SlowLinks,
        Capability.RequestIds,
        Capability.Roles,
        Capability.Journal {

  private static final Duration STATUS_LIMIT = Duration.ofMillis(500);

  /** The time in which all nodes together have to stop before they are killed. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final ServerProgram program;
  private final ClusterOptions options;
  private final Ports ports = new Ports();

  /** All nodes that ever existed, by number. */
  private final SortedMap<Integer, LiveNode> nodes = new ConcurrentSkipListMap<>();

  /** The address at which the other nodes know each node: its proxy, which never changes. */
  private final SortedMap<Integer, InetSocketAddress> peers = new ConcurrentSkipListMap<>();

  private final PeerProxies proxies;
  private final LiveDamage damage;
  private final MembershipOperator membership;
  private final LiveDiskSpace disks;
  private final RevisionCache revisions = new RevisionCache();
  private final ClientProxies clientProxies;
  private final List<Capability> more;

  /**
   * The parameters of a cluster.
   *
   * @param firstHttpPort the preferred client port of the first node; the ports of the others
   *     follow. 0 for any ports
   */
  public record Setup(ServerProgram program, ClusterOptions options, int firstHttpPort) {}

  private LiveCluster(Setup setup) throws IOException {
    this.program = setup.program();
    this.options = setup.options();
    this.proxies = new PeerProxies(new SocketOwners(this::pids));
    this.clientProxies = new ClientProxies();
    this.damage = new LiveDamage(this);
    this.membership = new MembershipOperator(new LiveMembership(this));
    this.disks = new LiveDiskSpace(this);
    this.more =
        List.of(
            new LiveRecovery(this, program),
            new TornLogs(node -> LiveStoppedDisk.of(node(node))),
            damage,
            membership,
            disks,
            clientProxies);
    for (int id = 1; id <= options.nodes(); id++) {
      int wanted = setup.firstHttpPort() + id - 1;
      create(id, setup.firstHttpPort() == 0 ? ports.choose() : ports.keepOrChoose(wanted));
    }
  }

  private LiveNode create(int id, int http) throws IOException {
    String name = name(id);
    Path directory = options.directory().toAbsolutePath().resolve(name);
    LiveNode node = new LiveNode(name, id, directory, ports, http);
    peers.put(id, proxies.open(name, node::peerAddress));
    clientProxies.open(node);
    nodes.put(id, node);
    return node;
  }

  private static String name(int id) {
    return "n" + id;
  }

  /**
   * Starts all nodes and does not wait for them.
   *
   * @throws IOException if a node could not be started; then no node is left
   */
  public static LiveCluster open(Setup setup) throws IOException {
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
    return nodes.values().stream()
        .filter(node -> membership.belongs(node.name()) || node.running())
        .map(LiveNode::name)
        .toList();
  }

  /** The nodes that belong to the cluster and are not damaged beyond use. */
  List<String> inService() {
    List<String> names = new ArrayList<>(nodes());
    names.removeIf(name -> !membership.belongs(name));
    names.removeAll(damage.outOfService());
    return names;
  }

  public LiveNode node(String name) {
    return nodes.values().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node " + name + " among " + nodes()));
  }

  // For members that come and go

  List<String> firstNodes() {
    return nodes.headMap(options.nodes() + 1).values().stream().map(LiveNode::name).toList();
  }

  String nextName() {
    return name(nodes.lastKey() + 1);
  }

  boolean isKeeper(String node) {
    return node(node).id() - 1 == options.keeper();
  }

  /** The address at which the other nodes connect to a node. */
  InetSocketAddress proxy(int id) {
    return peers.get(id);
  }

  /** A node with an empty disk: a new node, or a former node after its disk was wiped. */
  LiveNode prepare(String name) throws IOException {
    if (name.equals(nextName())) {
      LiveNode node = create(nodes.lastKey() + 1, ports.choose());
      node.joinsLater();
      return node;
    }
    LiveNode node = node(name);
    node.wipe();
    node.joinsLater();
    damage.wiped(name);
    return node;
  }

  /** Ends the process of a node, if it runs. */
  void end(String node) {
    node(node).kill();
  }

  @Override
  public Client client(String node) {
    return new AriadneClient(
        clientProxies.way(node(node)),
        revisions,
        options.staleReads(),
        AriadneClient.PATIENCE,
        Duration.ofNanos(options.clientTimeoutNanos()));
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
    proxies.healAll();
    clientProxies.healAll();
    disks.freeAll();
    for (LiveNode node : nodes.values()) {
      node.resume();
      start(node.name());
    }
  }

  @Override
  public void close() {
    membership.close();
    nodes.values().forEach(LiveNode::retire);
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    nodes.values().forEach(node -> node.awaitRetired(deadline));
    clientProxies.close();
    proxies.close();
    disks.close();
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

  /** Starts a node even if it is damaged. */
  void startInAnyCase(String node) {
    try {
      startNode(node(node));
    } catch (IOException e) {
      throw new UncheckedIOException(node + " cannot be started", e);
    }
  }

  private void startNode(LiveNode node) throws IOException {
    boolean keeper = isKeeper(node.name());
    // The first members know only each other. A node that joins may ask any node.
    SortedMap<Integer, InetSocketAddress> known =
        node.joins() ? peers : peers.headMap(options.nodes() + 1);
    node.start(
        program,
        known,
        new LiveNode.Limits(options.snapshotCount(), options.keepEntries(), keeper));
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
    proxies.cut(new Link(node(from).name(), node(to).name()));
  }

  @Override
  public SortedMap<String, Long> heal(String from, String to, boolean late) {
    return proxies.heal(new Link(node(from).name(), node(to).name()), late);
  }

  @Override
  public void slow(String from, String to, long delayMillis, long bytesPerSecond) {
    proxies.slow(
        new Link(node(from).name(), node(to).name()),
        new LinkPolicy.Slowness(TimeUnit.MILLISECONDS.toNanos(delayMillis), bytesPerSecond));
  }

  @Override
  public SortedMap<String, Long> fast(String from, String to) {
    return proxies.fast(new Link(node(from).name(), node(to).name()));
  }

  private SortedMap<String, Long> pids() {
    SortedMap<String, Long> pids = new TreeMap<>();
    nodes.values().forEach(node -> node.pid().ifPresent(pid -> pids.put(node.name(), pid)));
    return pids;
  }

  // Reports of the nodes

  @Override
  public Optional<Leader> leader() {
    return statuses().stream()
        .filter(NodeStatus::leads)
        .max(Comparator.comparingLong(NodeStatus::term))
        .map(status -> new Leader(status.node(), status.term()));
  }

  /** The statuses of the nodes that answer soon and were not removed. */
  List<NodeStatus> statuses() {
    SortedMap<String, InetSocketAddress> running = new TreeMap<>();
    nodes.values().stream()
        .filter(node -> node.running() && membership.belongs(node.name()))
        .forEach(node -> running.put(node.name(), node.httpAddress()));
    return NodeStatus.of(running, STATUS_LIMIT);
  }

  @Override
  public List<String> kinds() {
    return ASKED_FOR;
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
