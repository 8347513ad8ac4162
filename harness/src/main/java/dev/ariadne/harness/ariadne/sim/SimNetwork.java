package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.port.Network;
import java.util.ArrayList;
import java.util.List;

/** The links between all nodes, one way each. */
final class SimNetwork {

  /** Numbers of nodes are below this. */
  static final int NODES_MAX = 64;

  private final SimWorld world;
  private final Wire[][] wires = new Wire[NODES_MAX][NODES_MAX];
  private Weather weather;

  SimNetwork(SimWorld world, Weather weather) {
    this.world = world;
    this.weather = weather;
  }

  /** Changes what becomes of every frame that is sent from now on. */
  void weather(Weather now) {
    weather = now;
  }

  Weather weather() {
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

  Wire wire(int from, int to) {
    Wire wire = wires[from][to];
    if (wire == null) {
      wire = new Wire(world, from, to);
      wires[from][to] = wire;
    }
    return wire;
  }

  /** All links that were ever used or treated. */
  List<Wire> used() {
    List<Wire> used = new ArrayList<>();
    for (Wire[] row : wires) {
      for (Wire wire : row) {
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
