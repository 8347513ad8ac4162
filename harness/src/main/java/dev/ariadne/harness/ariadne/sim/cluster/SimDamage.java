package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.damage.SyncedDamage;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.cluster.Capability;
import java.util.List;
import java.util.TreeSet;

/** Damages what a dead node has synced, and says whether the node noticed. */
final class SimDamage implements Capability.Damage {

  private final SimCluster cluster;
  private final TreeSet<String> out = new TreeSet<>();

  SimDamage(SimCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Damaged damage(String name, Kind kind, long choice) {
    Damaged damaged = SyncedDamage.damage(cluster::stoppedDisk, name, kind, choice);
    out.add(name);
    cluster.node(name).damage();
    return damaged;
  }

  /** A node that is started says at once whether its disk is sound. */
  @Override
  public Tried tryToStart(String name) {
    SimNode node = cluster.node(name);
    node.start();
    if (node.running()) {
      return new Tried(Reaction.SERVED, "it serves");
    }
    String lastWords = node.journal().getLast().fields().getOrDefault("last", "");
    return new Tried(
        lastWords.contains("damaged") ? Reaction.NOTICED : Reaction.UNCLEAR, lastWords);
  }

  /** Notes that the node has another disk. */
  void wiped(String name) {
    out.remove(name);
  }

  boolean isOut(String name) {
    return out.contains(name);
  }

  @Override
  public List<String> outOfService() {
    return cluster.nodes().stream().filter(out::contains).toList();
  }
}
