package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.SyncedDamage;
import java.io.IOException;
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
    SimNode node = cluster.node(name);
    if (node.running()) {
      throw new IllegalStateException(name + " runs: only a dead node's disk can be damaged");
    }
    String log = "raftexample-" + node.id();
    try {
      SyncedDamage.Strike strike =
          SyncedDamage.choose(
              node.disk(), log, log + "-snap", SyncedDamage.Kind.valueOf(kind.name()), choice);
      node.disk().run(strike.steps());
      out.add(name);
      node.damage();
      cluster.world().meddled(node);
      return new Damaged(
          Kind.valueOf(strike.kind().name()),
          name + "/" + strike.file(),
          strike.offset(),
          strike.bytesCut(),
          strike.bitsFlipped());
    } catch (DamageException | IOException e) {
      throw new IllegalStateException(name + " cannot be damaged: " + e.getMessage(), e);
    }
  }

  /** A node that is started says at once whether its disk is sound. */
  @Override
  public Tried tryToStart(String name) {
    SimNode node = cluster.node(name);
    node.start();
    if (node.running()) {
      return new Tried(Reaction.SERVED, "it serves");
    }
    String said = node.journal().getLast().fields().getOrDefault("last", "");
    return new Tried(said.contains("damaged") ? Reaction.NOTICED : Reaction.UNCLEAR, said);
  }

  /** It has another disk. */
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
