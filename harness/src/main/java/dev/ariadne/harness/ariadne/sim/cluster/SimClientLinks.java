package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.cluster.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ways between clients and each node, which can be cut, and what waits at them: requests that
 * have not got in, answers that have not got out.
 */
final class SimClientLinks implements Capability.ClientLinks {

  /** One node's. */
  private static final class Door {
    private final List<Runnable> requests = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private boolean requestsHeld;
    private boolean answersHeld;
    private long count;
  }

  private final SortedMap<String, Door> clientLinks = new TreeMap<>();

  private Door door(String node) {
    return clientLinks.computeIfAbsent(node, n -> new Door());
  }

  /** Lets a request in now, or when the way is free again; never if that is reset. */
  void in(String node, Runnable request) {
    Door door = door(node);
    pass(door, door.requestsHeld, door.requests, request);
  }

  /** Lets an answer out likewise. */
  void out(String node, Runnable answer) {
    Door door = door(node);
    pass(door, door.answersHeld, door.answers, answer);
  }

  private static void pass(Door door, boolean isHeld, List<Runnable> held, Runnable body) {
    if (isHeld) {
      door.count++;
      held.add(body);
    } else {
      body.run();
    }
  }

  @Override
  public void cutClients(String node, Direction direction) {
    Door door = door(node);
    switch (direction) {
      case REQUESTS -> door.requestsHeld = true;
      case ANSWERS -> door.answersHeld = true;
      case BOTH -> {
        door.requestsHeld = true;
        door.answersHeld = true;
      }
    }
  }

  @Override
  public SortedMap<String, Long> healClients(String node, boolean late) {
    Door door = door(node);
    door.requestsHeld = false;
    door.answersHeld = false;
    List<Runnable> waiting = new ArrayList<>(door.requests);
    waiting.addAll(door.answers);
    door.requests.clear();
    door.answers.clear();
    TreeMap<String, Long> did = new TreeMap<>();
    did.put("messages-held", door.count);
    door.count = 0;
    if (late) {
      waiting.forEach(Runnable::run);
    }
    return did;
  }

  void healAll() {
    for (String node : clientLinks.keySet()) {
      healClients(node, true);
    }
  }
}
