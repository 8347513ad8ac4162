package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.damage.StoppedDisk;
import dev.ariadne.harness.ariadne.damage.TornLogs;
import dev.ariadne.harness.ariadne.member.MembershipOperator;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimLink;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A simulated world as the cluster of a test: what nemeses and clients see of it. */
public final class SimCluster
    implements Cluster,
        Capability.Kill,
        Capability.Pause,
        Capability.Links,
        Capability.SlowLinks,
        Capability.RequestIds,
        Capability.Roles,
        Capability.Journal {

  private static final long MILLI = 1_000_000;

  /** Nodes are started within this time of each other. */
  private static final int START_NANOS_SPREAD = 50_000_000;

  private final SimWorld world;
  private final SimClientLinks clientLinks = new SimClientLinks();
  private final SimExchanges exchanges;
  private final SimDamage damage;
  private final SimHardware hardware;
  private final NetworkFaults networkFaults;
  private final MembershipOperator membership;
  private final LivenessCheck livenessCheck;
  private final List<Capability> more;
  private final Set<String> heldDown = new TreeSet<>();
  private final BackgroundFaults backgroundFaults;
  private final EdgeCaseClient edgeCases;

  public SimCluster(SimWorld world) {
    this.world = world;
    this.exchanges = new SimExchanges(world, clientLinks);
    this.damage = new SimDamage(this);
    this.hardware = new SimHardware(this);
    this.networkFaults = new NetworkFaults(world);
    SimMembership members = new SimMembership(this, exchanges);
    this.membership = members.operator();
    this.livenessCheck = new LivenessCheck(this);
    this.more =
        List.of(
            clientLinks,
            damage,
            membership,
            new TornLogs(this::stoppedDisk),
            new SimRecovery(this),
            new SimDiskSpace(this),
            hardware,
            networkFaults);
    world.observe(members);
    world.observe(
        new Observer() {
          @Override
          public void ended(SimWorld w, SimNode node, SimNode.End end, String why) {
            exchanges.reset(node);
          }
        });
    for (SimNode node : world.nodes()) {
      Decisions.Site site = world.decisions().site("start/" + node.name());
      world
          .eventQueue()
          .after(
              site.pick(START_NANOS_SPREAD),
              EventQueue.Kind.START,
              node.id(),
              () -> start(node.name()));
    }
    this.backgroundFaults = BackgroundFaults.of(this);
    this.edgeCases = EdgeCaseClient.of(this, exchanges);
  }

  LivenessCheck livenessCheck() {
    return livenessCheck;
  }

  SimWorld world() {
    return world;
  }

  @Override
  public List<String> nodes() {
    List<String> names = new ArrayList<>();
    for (SimNode node : world.nodes()) {
      if (node.running() || membership.belongs(node.name())) {
        names.add(node.name());
      }
    }
    return Collections.unmodifiableList(names);
  }

  /** The nodes that belong to the cluster and are not damaged beyond use. */
  List<SimNode> inService() {
    return world.nodes().stream().filter(node -> isInService(node.name())).toList();
  }

  private boolean isInService(String node) {
    return membership.belongs(node) && !damage.isOut(node);
  }

  // For members that come and go

  int nextId() {
    return world.lastId() + 1;
  }

  /** The node that keeps every entry of its log; it is a member for ever. */
  SimNode keeper() {
    return world.node(world.conditions().keeper() + 1);
  }

  boolean isKeeper(String node) {
    return node(node).id() - 1 == world.conditions().keeper();
  }

  /** A node with an empty disk: one that there never was, or one that has been, wiped. */
  void prepare(String node) {
    if (node.equals("n" + nextId())) {
      world.place(nextId(), true);
    } else {
      node(node).replaceDisk();
      damage.wiped(node);
    }
  }

  public SimNode node(String name) {
    for (SimNode node : world.nodes()) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    throw new IllegalArgumentException("no node " + name + " among " + nodes());
  }

  /**
   * The disk of a node that is down.
   *
   * @throws IllegalStateException if it runs
   */
  StoppedDisk stoppedDisk(String node) {
    return new SimStoppedDisk(world, node(node));
  }

  @Override
  public Client client(String node) {
    return new SimClient(world, node(node), exchanges);
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
    backgroundFaults.end();
    edgeCases.end();
    heldDown.clear();
    for (SimLink link : world.network().used()) {
      link.heal(true);
      link.fast();
      link.unblock();
    }
    clientLinks.healAll();
    networkFaults.heal();
    hardware.healAll();
    for (SimNode node : world.nodes()) {
      node.resume();
      start(node.name());
    }
    world.healed();
    livenessCheck.healed();
  }

  @Override
  public void close() {
    membership.close();
    for (SimNode node : world.nodes()) {
      node.kill();
    }
  }

  // Kill and pause

  @Override
  public void kill(String node) {
    heldDown.add(node);
    node(node).kill();
  }

  @Override
  public void start(String node) {
    heldDown.remove(node);
    restart(node);
  }

  /** Returns true if the node was killed and only the fault that did it may start it again. */
  boolean isHeldDown(String node) {
    return heldDown.contains(node);
  }

  /** Starts a node as its supervisor would. */
  void restart(String node) {
    if (isInService(node)) {
      node(node).start();
    }
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

  private SimLink link(String from, String to) {
    return world.network().link(node(from).id(), node(to).id());
  }

  @Override
  public void cut(String from, String to) {
    link(from, to).cut();
  }

  @Override
  public SortedMap<String, Long> heal(String from, String to, boolean late) {
    return counted("messages-held", link(from, to).heal(late));
  }

  @Override
  public void slow(String from, String to, long delayMillis, long bytesPerSecond) {
    link(from, to).slow(delayMillis * MILLI, bytesPerSecond);
  }

  @Override
  public SortedMap<String, Long> fast(String from, String to) {
    return counted("messages-delayed", link(from, to).fast());
  }

  private static SortedMap<String, Long> counted(String what, long count) {
    SortedMap<String, Long> counters = new TreeMap<>();
    counters.put(what, count);
    return counters;
  }

  // What the nodes say

  /** Returns the status that a running node reports; empty if it does not serve yet. */
  static Optional<Reply.Report> report(SimNode node) {
    List<Reply> replies = new ArrayList<>();
    if (!node.paused()) {
      node.server().ifPresent(server -> server.submit(new Request.Status(), replies::add));
    }
    return replies.isEmpty() || !(replies.getFirst() instanceof Reply.Report report)
        ? Optional.empty()
        : Optional.of(report);
  }

  @Override
  public Optional<Leader> leader() {
    Optional<Leader> leader = Optional.empty();
    for (SimNode node : world.nodes()) {
      Optional<Reply.Report> report =
          membership.belongs(node.name()) ? report(node) : Optional.empty();
      if (report.isPresent() && report.get().raft().role() == Status.RoleName.LEADER) {
        long term = report.get().raft().term();
        if (leader.isEmpty() || leader.get().term() < term) {
          leader = Optional.of(new Leader(node.name(), term));
        }
      }
    }
    return leader;
  }

  @Override
  public List<String> kinds() {
    return ASKED_FOR;
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (SimNode node : world.nodes()) {
      entries.addAll(node.journal());
    }
    entries.add(new Entry("world", "watched", new TreeMap<>()));
    for (SimWorld.Complaint complaint : world.complaints()) {
      SortedMap<String, String> fields = new TreeMap<>();
      fields.put("by", complaint.by());
      fields.put("story", complaint.text());
      fields.put("event", Long.toString(complaint.event()));
      fields.put("at-ms", Long.toString(complaint.atNanos() / MILLI));
      entries.add(new Entry("world", "complaint", fields));
    }
    return entries;
  }
}
