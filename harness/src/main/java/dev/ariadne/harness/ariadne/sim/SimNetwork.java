package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.port.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The links between all nodes, one way each. */
public final class SimNetwork {

  /** Numbers of nodes are below this. */
  public static final int NODES_MAX = 1024;

  private final SimWorld world;
  private SimLink[][] wires = new SimLink[8][8];
  private LinkModel weather;

  SimNetwork(SimWorld world, LinkModel weather) {
    this.world = world;
    this.weather = weather;
  }

  /** Changes what becomes of every frame that is sent from now on. */
  public void weather(LinkModel now) {
    weather = now;
  }

  public LinkModel weather() {
    return weather;
  }

  /** What a node sends through in its present life. */
  Network port(SimNode from) {
    long life = from.life();
    return (address, frame) -> {
      int to = world.idOf(address);
      if (to > 0 && from.life() == life) {
        world.sent(from, to, frame);
        wire(from.id(), to).send(frame);
      }
    };
  }

  public SimLink wire(int from, int to) {
    makeRoom(Math.max(from, to));
    SimLink wire = wires[from][to];
    if (wire == null) {
      wire = new SimLink(world, from, to);
      wires[from][to] = wire;
    }
    return wire;
  }

  private void makeRoom(int id) {
    if (id >= wires.length) {
      int size = Math.max(id + 1, wires.length * 2);
      wires = Arrays.copyOf(wires, size);
      for (int from = 0; from < size; from++) {
        wires[from] = wires[from] == null ? new SimLink[size] : Arrays.copyOf(wires[from], size);
      }
    }
  }

  /** All links that were ever used or treated. */
  public List<SimLink> used() {
    List<SimLink> used = new ArrayList<>();
    for (SimLink[] row : wires) {
      for (SimLink wire : row) {
        if (wire != null) {
          used.add(wire);
        }
      }
    }
    return used;
  }

  static boolean isNode(int id) {
    return id > 0 && id < NODES_MAX;
  }
}
