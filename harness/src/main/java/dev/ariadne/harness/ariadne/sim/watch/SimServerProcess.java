package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.oracle.DurableImage;
import dev.ariadne.harness.ariadne.oracle.NodeView;
import dev.ariadne.harness.ariadne.oracle.ObservedProcess;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Value;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.sim.SimDisk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One boot of a simulated node, as the oracles see it. */
final class SimServerProcess implements ObservedProcess {

  private final SimNode node;
  private final Disk disk;
  private Optional<NodeView> view = Optional.empty();

  SimServerProcess(SimNode node) {
    this.node = node;
    this.disk = new Disk(node.disk());
  }

  @Override
  public Optional<NodeView> view() {
    if (view.isEmpty()) {
      view = node.server().flatMap(Server::view).map(View::new);
    }
    return view;
  }

  @Override
  public DurableImage disk() {
    return disk;
  }

  @Override
  public String logDirectory() {
    return "raftexample-" + node.id();
  }

  @Override
  public String snapshotDirectory() {
    return "raftexample-" + node.id() + "-snap";
  }

  private record Disk(SimDisk disk) implements DurableImage {

    @Override
    public long version() {
      return disk.durableVersion();
    }

    @Override
    public long size(String file) {
      return disk.durableSize(file);
    }

    @Override
    public byte[] read(String file, long offset) {
      return disk.durableBytes(file, offset);
    }

    @Override
    public List<String> list(String directory) {
      return disk.durableList(directory);
    }
  }

  private record View(ServerView server) implements NodeView {

    @Override
    public int id() {
      return server.identity().id();
    }

    @Override
    public long incarnation() {
      return server.identity().incarnation();
    }

    @Override
    public long boot() {
      return server.boot();
    }

    @Override
    public long term() {
      return server.raft().term();
    }

    @Override
    public int vote() {
      return server.raft().vote();
    }

    @Override
    public int leader() {
      return server.raft().leader();
    }

    @Override
    public boolean leads() {
      return server.raft().role() == Status.RoleName.LEADER;
    }

    @Override
    public long commit() {
      return server.raft().commit();
    }

    @Override
    public long applied() {
      return server.store().applied();
    }

    @Override
    public long firstIndex() {
      return server.raft().firstIndex();
    }

    @Override
    public long lastIndex() {
      return server.raft().lastIndex();
    }

    @Override
    public Entry entry(long index) {
      return server.raft().entry(index);
    }

    @Override
    public long termAt(long index) {
      return server.raft().term(index);
    }

    @Override
    public long snapshotIndex() {
      return server.raft().snapshot().index();
    }

    @Override
    public long match(int follower) {
      return server.raft().match(follower);
    }

    @Override
    public Membership membership() {
      return server.raft().membership();
    }

    @Override
    public long fingerprint() {
      return server.store().fingerprint();
    }

    @Override
    public Bytes value(String key) {
      return server.store().get(key).map(Value::bytes).orElse(null);
    }

    @Override
    public OptionalLong revision(String key) {
      Optional<Value> value = server.store().get(key);
      return value.isPresent() ? OptionalLong.of(value.get().revision()) : OptionalLong.empty();
    }

    @Override
    public String doing() {
      return "%s in term %d, vote %d, leader %d, log %d..%d, durable %d, committed %d, applied %d"
          .formatted(
              server.raft().role(),
              term(),
              server.raft().vote(),
              leader(),
              firstIndex(),
              lastIndex(),
              server.raft().stable(),
              commit(),
              applied());
    }
  }
}
