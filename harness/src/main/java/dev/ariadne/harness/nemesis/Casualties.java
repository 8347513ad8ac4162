package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nodes that a run has damaged beyond use, over all kinds of such faults. As many as a minority
 * at most, each kind its share of them, so that a quorum of undamaged voters remains; none in a
 * cluster of one or two.
 */
final class Casualties {
  private final Nodes nodes;
  private final Capability.Damage damage;
  private final List<String> kinds;
  private final SortedMap<String, TreeSet<String>> byKind = new TreeMap<>();
  private final TreeSet<String> untried = new TreeSet<>();

  /**
   * @param kinds that share the nodes, in the order in which they are served when there are fewer
   *     nodes than kinds
   */
  Casualties(Nodes nodes, Capability.Damage damage, List<String> kinds) {
    this.nodes = nodes;
    this.damage = damage;
    this.kinds = List.copyOf(kinds);
  }

  Capability.Damage damage() {
    return damage;
  }

  /** The first of these that may be damaged by this kind; none if it has had its share. */
  List<String> allowed(String kind, List<String> order) {
    List<String> out = damage.outOfService();
    int minority = (nodes.names().size() - 1) / 2;
    int share = (minority + kinds.size() - 1 - kinds.indexOf(kind)) / kinds.size();
    boolean may =
        out.size() < minority && byKind.getOrDefault(kind, new TreeSet<>()).size() < share;
    List<String> left = new ArrayList<>(order);
    left.removeAll(out);
    left.remove(nodes.keeper());
    return may && !left.isEmpty() ? left.subList(0, 1) : List.of();
  }

  void struck(String kind, String node) {
    byKind.computeIfAbsent(kind, k -> new TreeSet<>()).add(node);
    untried.add(node);
  }

  /** Those that this kind has damaged and that were not started since; each is told once. */
  List<String> takeUntried(String kind) {
    List<String> now =
        byKind.getOrDefault(kind, new TreeSet<>()).stream().filter(untried::contains).toList();
    now.forEach(untried::remove);
    return now;
  }
}
