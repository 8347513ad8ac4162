package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.oracle.EventTime;
import dev.ariadne.harness.ariadne.oracle.Oracles;
import dev.ariadne.harness.ariadne.oracle.Violation;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports the events of a world to the oracles, and the findings of the oracles to the world.
 *
 * <p>This class has two rules of its own. <em>snapshots-arrive-whole</em>: frames do not change on
 * their way in a simulation. So the received parts of a snapshot are those that the sender has
 * stored, and they are wrong only if a disk is damaged (5.1).
 *
 * <p><em>no-protocol-violation</em>: no node refuses a frame of its cluster because no correct
 * server sends it. A node survives such a frame, so possibly nothing else shows the error.
 */
public final class SimOracles implements Observer {

  private final SimWorld world;
  private final Oracles oracles;

  /**
   * For each node, the state of the cluster when each open request came. Requests are found by
   * identity. A request that a boot has not answered is never answered.
   */
  private final List<Map<Request, Oracles.Asked>> asked = new ArrayList<>();

  private int told;

  /** True if the last event that began has ended. */
  private boolean over;

  public SimOracles(SimWorld world) {
    this.world = world;
    this.oracles = new Oracles(world.conditions().window(), this::moment);
  }

  private EventTime moment() {
    return new EventTime(world.events() + (over ? 0 : 1), world.now());
  }

  /** Describes every node's work and the things that it waits for. */
  List<String> doing() {
    return oracles.doing();
  }

  List<Violation> violations() {
    return oracles.violations();
  }

  /** Returns true if a node may stand for election, after the event that is over. */
  boolean mayStand(SimNode node) {
    return oracles.mayStand(node.id());
  }

  private void tell() {
    List<Violation> found = oracles.violations();
    for (; told < found.size(); told++) {
      world.complain(found.get(told).oracle(), found.get(told).text());
    }
  }

  @Override
  public void happened(SimWorld w) {
    over = true;
    int node = world.concerned();
    if (node != 0) {
      oracles.happened(node);
    }
    if (oracles.found() > told) {
      tell();
    }
    over = false;
  }

  @Override
  public void sent(SimWorld w, SimNode from, int to, Bytes frame) {
    oracles.sent(from.id(), frame);
  }

  @Override
  public void delivered(SimWorld w, int from, SimNode to, Bytes frame) {
    oracles.delivered(to.id(), frame);
  }

  @Override
  public void asked(SimWorld w, SimNode node, Request request) {
    asked(node).put(request, oracles.asked(request));
  }

  @Override
  public void replied(SimWorld w, SimNode node, Request request, Reply reply) {
    Oracles.Asked then = asked(node).remove(request);
    if (then != null) {
      oracles.replied(node.id(), request, then, reply);
    }
  }

  private Map<Request, Oracles.Asked> asked(SimNode node) {
    while (asked.size() <= node.id()) {
      asked.add(new IdentityHashMap<>());
    }
    return asked.get(node.id());
  }

  @Override
  public void starting(SimWorld w, SimNode node) {
    oracles.starting(node.id(), new SimServerProcess(node));
  }

  @Override
  public void started(SimWorld w, SimNode node) {
    oracles.happened(node.id());
  }

  @Override
  public void reported(SimWorld w, SimNode node, Event event) {
    if (event.kind().equals("protocol-violation") && !node.damaged()) {
      world.complain(
          "no-protocol-violation",
          "node %d refuses a frame from node %s, because no correct node sends it: %s, %s"
              .formatted(
                  node.id(),
                  event.fields().get("from"),
                  event.fields().get("reason"),
                  event.fields().get("what")));
    }
    if (event.kind().equals("snapshot-refused")
        && world.nodes().stream().noneMatch(SimNode::damaged)) {
      world.complain(
          "snapshots-arrive-whole",
          "node %d refuses the snapshot at entry %s that it received from node %s, though no"
                  .formatted(node.id(), event.fields().get("index"), event.fields().get("from"))
              + " disk is damaged. It says: "
              + event.fields().get("why"));
    }
  }

  @Override
  public void ended(SimWorld w, SimNode node, SimNode.End end, String why) {
    asked(node).clear();
    boolean wrongly = end == SimNode.End.BY_ITSELF && !node.damaged();
    oracles.ended(node.id(), wrongly ? Optional.of(why) : Optional.empty());
  }
}
