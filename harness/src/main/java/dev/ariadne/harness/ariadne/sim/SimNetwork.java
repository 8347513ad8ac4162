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
  private SimLink[][] links = new SimLink[8][8];
  private LinkModel linkModel;

  SimNetwork(SimWorld world, LinkModel linkModel) {
    this.world = world;
    this.linkModel = linkModel;
  }

  /** Changes what becomes of every frame that is sent from now on. */
  public void linkModel(LinkModel now) {
    linkModel = now;
  }

  public LinkModel linkModel() {
    return linkModel;
  }

  /** The network of one node, in its present boot. */
  Network port(SimNode from) {
    long boot = from.boot();
    return (address, frame) -> {
      int to = world.idOf(address);
      if (to > 0 && from.boot() == boot) {
        world.sent(from, to, frame);
        link(from.id(), to).send(frame);
      }
    };
  }

  public SimLink link(int from, int to) {
    makeRoom(Math.max(from, to));
    SimLink link = links[from][to];
    if (link == null) {
      link = new SimLink(world, from, to);
      links[from][to] = link;
    }
    return link;
  }

  private void makeRoom(int id) {
    if (id >= links.length) {
      int size = Math.max(id + 1, links.length * 2);
      links = Arrays.copyOf(links, size);
      for (int from = 0; from < size; from++) {
        links[from] = links[from] == null ? new SimLink[size] : Arrays.copyOf(links[from], size);
      }
    }
  }

  /** All links that were ever used or treated. */
  public List<SimLink> used() {
    List<SimLink> used = new ArrayList<>();
    for (SimLink[] row : links) {
      for (SimLink link : row) {
        if (link != null) {
          used.add(link);
        }
      }
    }
    return used;
  }

  static boolean isNode(int id) {
    return id > 0 && id < NODES_MAX;
  }
}
