package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.interpreter.VirtualClock;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.sim.Pace;
import dev.ariadne.server.sim.SimDisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole cluster in one thread on virtual time: the servers' own code between simulated clocks,
 * disks and links. The same decisions are the same run, event for event.
 */
public final class SimWorld implements VirtualClock {

  /** The harness itself is wrong; no node is to blame. */
  static final class HarnessFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    HarnessFailure(String message) {
      super(message);
    }
  }

  /**
   * Something that must not be.
   *
   * @param event the number of the event at whose end it was said, from 1
   * @param by the name of whoever saw it
   * @param text what happened, for a person
   */
  public record Complaint(long event, long atNanos, String by, String text) {}

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final WorldConditions conditions;
  private final Decisions decisions;
  private final TraceHash trace = new TraceHash();
  private final EventQueue eventQueue = new EventQueue(trace);
  private final SimNetwork network;
  private final TreeMap<Integer, SimNode> byId = new TreeMap<>();

  /** The same, where every event looks for its node. */
  private SimNode[] places = new SimNode[0];

  private final SortedMap<String, Integer> idByAddress = new TreeMap<>();
  private final SortedMap<Integer, String> firstPeers = new TreeMap<>();
  private Observer[] observers = new Observer[0];
  private final List<Complaint> complaints = new ArrayList<>();
  private final Map<Situation, Long> counts = new EnumMap<>(Situation.class);

  public SimWorld(WorldConditions conditions, Decisions decisions) {
    this.conditions = conditions;
    this.decisions = decisions;
    this.network = new SimNetwork(this, conditions.linkModel());
    for (int id = 1; id <= conditions.nodes(); id++) {
      firstPeers.put(id, SimNode.address(id));
    }
    for (int id = 1; id <= conditions.nodes(); id++) {
      place(id, false);
    }
  }

  /** A machine with an empty disk for a node that is to run here. */
  public SimNode place(int id, boolean joins) {
    if (!SimNetwork.isNode(id)) {
      throw new HarnessFailure("no room for node " + id);
    }
    Decisions.Site site = decisions.site("clock/n" + id + "/boot");
    SimClock clock = new SimClock(eventQueue, (1L + site.pick(1_000_000)) * NANOS_PER_SECOND);
    long drift = site.pick(2 * conditions.driftPpmMax() + 1) - (long) conditions.driftPpmMax();
    clock.drift(drift);
    SimNode node = new SimNode(this, id, clock, drift, joins);
    byId.put(id, node);
    places = Arrays.copyOf(places, Math.max(places.length, id + 1));
    places[id] = node;
    idByAddress.put(node.address(), id);
    return node;
  }

  /** Adds somebody who looks on. */
  public void observe(Observer observer) {
    observers = Arrays.copyOf(observers, observers.length + 1);
    observers[observers.length - 1] = observer;
    eventQueue.watch(this::happened);
  }

  @Override
  public long now() {
    return eventQueue.now();
  }

  @Override
  public boolean advance(long until) {
    return eventQueue.advance(until);
  }

  /** All nodes there are, by id, running or not. */
  public Collection<SimNode> nodes() {
    return byId.values();
  }

  /** The node of this id, or null. */
  public SimNode node(int id) {
    return id < places.length ? places[id] : null;
  }

  /** 0 if nobody has this address. */
  int idOf(String address) {
    return idByAddress.getOrDefault(address, 0);
  }

  public int lastId() {
    return byId.lastKey();
  }

  public EventQueue eventQueue() {
    return eventQueue;
  }

  public TraceHash trace() {
    return trace;
  }

  public Decisions decisions() {
    return decisions;
  }

  public SimNetwork network() {
    return network;
  }

  public WorldConditions conditions() {
    return conditions;
  }

  /** The node that the event under way concerns, 0 for none in particular. */
  public int concerned() {
    return eventQueue.concerned();
  }

  /** Events so far. */
  public long events() {
    return trace.events();
  }

  /** Says that something must not be. */
  public void complain(String by, String text) {
    complaints.add(new Complaint(events(), now(), by, text));
  }

  public List<Complaint> complaints() {
    return complaints;
  }

  /** The world got into this situation, once more. */
  public void count(Situation situation) {
    counts.merge(situation, 1L, Long::sum);
  }

  /** Returns the number of times that the world has been in this situation. */
  public long counted(Situation situation) {
    return counts.getOrDefault(situation, 0L);
  }

  /** Returns the number of times that each situation occurred, by label. */
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> byLabel = new TreeMap<>();
    counts.forEach((situation, count) -> byLabel.put(situation.label(), count));
    return byLabel;
  }

  ServerOptions serverOptions(int id, boolean joins) {
    // The first members begin with each other alone; who joins may ask anybody.
    SortedMap<Integer, String> peers = new TreeMap<>(firstPeers);
    if (joins) {
      byId.values().forEach(node -> peers.put(node.id(), node.address()));
    }
    return SimNode.options(id, peers, joins, conditions);
  }

  /** Choices for one boot: no later boot has the same sites. */
  Choices nodeChoices(String who) {
    Map<String, Decisions.Site> sites = new TreeMap<>();
    return (site, bound) ->
        sites.computeIfAbsent(site, s -> decisions.site(who + "/" + s)).pick(bound);
  }

  SimDisk newDisk(SimNode node, int which) {
    String name = "disk/" + node.name() + (which == 0 ? "" : "-" + which);
    Decisions.Site time = decisions.site(name + "/time");
    return new SimDisk(
        nodeChoices(name),
        (work, file, bytes, move) -> {
          long nanos =
              conditions.diskNanosMin()
                  + time.pick((int) conditions.diskNanosSpread())
                  + bytes
                  + (work == Pace.Work.DELIVER ? 0 : node.nextDiskNanosMore());
          long boot = node.boot();
          eventQueue.after(nanos, EventQueue.Kind.DISK, node.id(), () -> node.run(boot, move));
        });
  }

  // What happens, told on.

  private void happened() {
    for (Observer observer : observers) {
      observer.happened(this);
    }
  }

  void sent(SimNode from, int to, Bytes frame) {
    for (Observer observer : observers) {
      observer.sent(this, from, to, frame);
    }
  }

  void delivered(int from, SimNode to, Bytes frame) {
    for (Observer observer : observers) {
      observer.delivered(this, from, to, frame);
    }
  }

  void asked(SimNode node, Request request) {
    for (Observer observer : observers) {
      observer.asked(this, node, request);
    }
  }

  void replied(SimNode node, Request request, Reply reply) {
    for (Observer observer : observers) {
      observer.replied(this, node, request, reply);
    }
  }

  void starting(SimNode node) {
    trace.add(node.id());
    for (Observer observer : observers) {
      observer.starting(this, node);
    }
  }

  void started(SimNode node) {
    for (Observer observer : observers) {
      observer.started(this, node);
    }
  }

  void ended(SimNode node, SimNode.End end, String why) {
    trace.add(end.ordinal());
    for (Observer observer : observers) {
      observer.ended(this, node, end, why);
    }
  }

  public void healed() {
    for (Observer observer : observers) {
      observer.healed(this);
    }
  }

  void reported(SimNode node, Event event) {
    trace.add(event.kind().hashCode());
    for (Observer observer : observers) {
      observer.reported(this, node, event);
    }
  }

  public void meddled(SimNode node) {
    for (Observer observer : observers) {
      observer.meddled(this, node);
    }
  }
}
