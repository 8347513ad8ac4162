package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.DamageException;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.WalReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Recovers stopped nodes from copies of their disks, by the server's own readers. */
final class SimRecovery implements Capability.Recovery {

  private static final long SETTLE_NANOS_MAX = 60_000_000_000L;
  private static final long POLL_NANOS = 100_000_000;

  /** So many looks in a row at which all were equal mean that nothing is under way. */
  private static final int QUIET_POLLS = 3;

  private final SimCluster cluster;

  SimRecovery(SimCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<Long> settle() {
    SimWorld world = cluster.world();
    while (!cluster.livenessCheck().over() && world.advance(Long.MAX_VALUE)) {
      // Until every node has taken a write, or could not in time.
    }
    long deadline = world.now() + SETTLE_NANOS_MAX;
    long quietAt = -1;
    int quietPolls = 0;
    while (world.now() < deadline) {
      long common = commonIndex();
      quietPolls = common >= 0 && common == quietAt ? quietPolls + 1 : common >= 0 ? 1 : 0;
      quietAt = common;
      if (quietPolls == QUIET_POLLS) {
        return Optional.of(quietAt);
      }
      long until = world.now() + POLL_NANOS;
      while (world.advance(until)) {
        // Until then.
      }
    }
    cluster
        .livenessCheck()
        .stuck(
            "the nodes have not reached the same applied index within "
                + SETTLE_NANOS_MAX / 1_000_000_000
                + " s");
    return Optional.empty();
  }

  /** The index that all nodes in service have applied, all that is committed; else -1. */
  private long commonIndex() {
    long common = -1;
    for (SimNode node : cluster.inService()) {
      Optional<Reply.Report> report = SimCluster.report(node);
      if (report.isEmpty()) {
        return -1;
      }
      long applied = report.get().raft().applied();
      if (applied != report.get().raft().commit() || common >= 0 && common != applied) {
        return -1;
      }
      common = applied;
    }
    return common;
  }

  @Override
  public Recovered recover(String name, long until) {
    SimNode node = cluster.node(name);
    try {
      SimDisk disk = copy(node);
      WalReader.Contents log = WalReader.read(disk, directory(node));
      SnapshotMeta snapshot = log.snapshot();
      KvStore store = restored(disk, node, snapshot);
      long term = snapshot.term();
      for (Entry entry : log.after(snapshot, until)) {
        if (entry.index() <= until) {
          store.apply(entry);
          term = entry.term();
        }
      }
      if (store.applied() < until) {
        return failed(name, "the log ends at index " + store.applied());
      }
      return new Recovered(name, store.applied(), term, store.stateHash(), Optional.empty());
    } catch (DamageException | MalformedException | IOException e) {
      return failed(name, e.getMessage());
    }
  }

  private KvStore restored(SimDisk disk, SimNode node, SnapshotMeta snapshot)
      throws IOException, DamageException, MalformedException {
    long window = cluster.world().conditions().window();
    return snapshot.index() == 0
        ? new KvStore(window)
        : KvStore.restore(
            window,
            snapshot.index(),
            Snapshotter.load(disk, directory(node) + "-snap", snapshot).body());
  }

  private static Recovered failed(String node, String why) {
    return new Recovered(node, 0, 0, "", Optional.of(why));
  }

  @Override
  public Replay replay(String name, long every) {
    SimNode node = cluster.node(name);
    TreeMap<Long, String> hashes = new TreeMap<>();
    try {
      List<Entry> entries = WalReader.read(copy(node), directory(node)).fromStart();
      if (entries.isEmpty()) {
        return new Replay(name, hashes, Optional.of("the log does not begin at entry 1"));
      }
      KvStore store = new KvStore(cluster.world().conditions().window());
      for (Entry entry : entries) {
        store.apply(entry);
        if (entry.index() % every == 0) {
          hashes.put(entry.index(), store.stateHash());
        }
      }
      hashes.put(store.applied(), store.stateHash());
      return new Replay(name, hashes, Optional.empty());
    } catch (DamageException | IOException e) {
      return new Replay(name, hashes, Optional.of(e.getMessage()));
    }
  }

  private static SimDisk copy(SimNode node) {
    return node.disk().copy((site, bound) -> 0);
  }

  private static String directory(SimNode node) {
    return "raftexample-" + node.id();
  }
}
