package dev.ariadne.harness.nemesis;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.history.HistoryRecorder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the leader. A target with {@link Capability.Roles} is asked. Otherwise the leader is
 * inferred: it is the node that acknowledged most of the last {@value #ANSWERS} changes, and the
 * latest of them if there are several.
 */
public final class LeaderFinder implements HistoryRecorder {
  /** The number of acknowledged changes that are remembered. */
  static final int ANSWERS = 16;

  private final Cluster cluster;
  private final Optional<Capability.Roles> roles;
  private final List<String> homes;
  private final int workers;

  /** The nodes that acknowledged the last changes, the oldest first. */
  private final Deque<String> answers = new ArrayDeque<>();

  /**
   * @param workers number of client workers, at least 1; it gives the node of a client that stays
   */
  public LeaderFinder(Cluster cluster, int workers) {
    this.cluster = cluster;
    this.roles = cluster.capability(Capability.Roles.class);
    this.homes = cluster.nodes();
    this.workers = workers;
  }

  /**
   * Learns from the operations of clients; the leader of a target that can tell is not inferred.
   */
  @Override
  public synchronized void record(Op op) {
    if (roles.isPresent()
        || op.type() != Op.Type.OK
        || op.f().equals("read")
        || !(op.process() instanceof Op.Process.Client client)) {
      return;
    }
    String home = homes.get((int) (client.id() % workers % homes.size()));
    answers.addLast(op.extra().get("node") instanceof String node ? node : home);
    if (answers.size() > ANSWERS) {
      answers.removeFirst();
    }
  }

  /** The present leader, if one is known. An inferred leader has no term. */
  public FaultTargets.Leader leader() {
    if (roles.isPresent()) {
      Optional<Capability.Roles.Leader> leader = roles.get().leader();
      return new FaultTargets.Leader(
          leader.map(Capability.Roles.Leader::node), leader.map(Capability.Roles.Leader::term));
    }
    return new FaultTargets.Leader(inferred().filter(cluster.nodes()::contains), Optional.empty());
  }

  private synchronized Optional<String> inferred() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    Optional<String> most = Optional.empty();
    for (String node : answers) {
      int count = counts.merge(node, 1, Integer::sum);
      if (most.isEmpty() || count >= counts.get(most.get())) {
        most = Optional.of(node);
      }
    }
    return most;
  }
}
