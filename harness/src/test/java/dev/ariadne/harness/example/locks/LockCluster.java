package dev.ariadne.harness.example.locks;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Several lock nodes on virtual time; each lock lives on one of them. */
final class LockCluster implements Cluster, Capability.Kill, Capability.Views {
  private final Map<String, LockNode> nodes = new TreeMap<>();
  private final VirtualScheduler time;
  private final Choices choices;
  private long messages;

  LockCluster(
      ClusterOptions options,
      VirtualScheduler time,
      Function<LockService.Journal, LockService> program) {
    this.time = time;
    this.choices = options.choices();
    for (int i = 1; i <= options.nodes(); i++) {
      nodes.put("n" + i, new LockNode("n" + i, time, program));
    }
  }

  /** How long a message takes: between 0.2 and 5 ms, as the seed has it. */
  long messageNanos() {
    return 200_000 + choices.pick("locks/message", messages++, 4_800_000);
  }

  /** The node on which a lock lives. */
  LockNode nodeOf(long lock) {
    return List.copyOf(nodes.values()).get((int) (lock % nodes.size()));
  }

  @Override
  public List<String> nodes() {
    return List.copyOf(nodes.keySet());
  }

  @Override
  public Client client(String node) {
    return new LockClient(this, time);
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
  }

  @Override
  public void kill(String node) {
    if (running(node)) {
      nodes.get(node).kill();
    }
  }

  @Override
  public void start(String node) {
    nodes.get(node).start();
  }

  @Override
  public boolean running(String node) {
    return nodes.get(node).running();
  }

  @Override
  public List<String> views() {
    return nodes.values().stream().map(LockNode::toString).toList();
  }

  @Override
  public void heal() {
    nodes.values().forEach(LockNode::start);
  }

  @Override
  public void close() {
    nodes().forEach(this::kill);
  }
}
