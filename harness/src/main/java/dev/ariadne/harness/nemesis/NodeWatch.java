package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks before and after each operation of the nemesis which nodes run, where no journal tells
 * which have ended. A node that ran after one operation and does not run before the next has ended
 * by itself, unless the fault that is in force struck it. What is seen stands in the operation's
 * value: {@code :looked}, how many nodes were looked at, and {@code :found-down}, those that had
 * ended.
 */
final class NodeWatch {
  private final Cluster cluster;
  private final Optional<Capability.Kill> kill;
  private final TreeSet<String> down = new TreeSet<>();
  private final TreeSet<String> struck = new TreeSet<>();

  NodeWatch(Cluster cluster) {
    this.cluster = cluster;
    boolean told =
        cluster
            .capability(Capability.Journal.class)
            .map(journal -> journal.kinds().contains(Capability.Journal.EXITED))
            .orElse(false);
    this.kill = told ? Optional.empty() : cluster.capability(Capability.Kill.class);
  }

  /** The nodes that have ended since the last operation; empty if nobody can tell. */
  Optional<List<String>> before() {
    if (kill.isEmpty()) {
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    for (String node : cluster.nodes()) {
      boolean ended = !kill.get().running(node) && !down.contains(node);
      if (ended && !struck.contains(node)) {
        found.add(node);
      }
    }
    return Optional.of(found);
  }

  /**
   * Looks again.
   *
   * @param found as from {@link #before}
   * @param value of the completed operation
   * @return the value with what was seen
   */
  Map<Object, Object> after(Optional<List<String>> found, Map<Object, Object> value) {
    if (kill.isEmpty() || found.isEmpty()) {
      return value;
    }
    List<String> nodes = cluster.nodes();
    down.clear();
    nodes.stream().filter(node -> !kill.get().running(node)).forEach(down::add);
    struck.clear();
    if (Edn.get(value, "did") != null) {
      struck.addAll(Edn.strings(value, "nodes"));
    }
    Map<Object, Object> seen = new LinkedHashMap<>(value);
    Edn.put(seen, "looked", (long) nodes.size());
    return found.get().isEmpty() ? seen : Edn.put(seen, "found-down", found.get());
  }
}
