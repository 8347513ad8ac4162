package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import dev.ariadne.harness.cluster.Capability.Membership.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nodes that a run has damaged beyond use, over all kinds of such faults.
 *
 * <p>Where members can be changed, they are struck one at a time: a node is replaced once it has
 * noticed, and the next one is struck when that is done and a quorum of the voters can do without
 * it. (The one that came in place may still be catching up. What was acknowledged before is held by
 * a quorum of the present voters all the same, since the removal was committed by them, after it.)
 * Where members cannot be changed, as many as a minority at most are struck, each kind its share of
 * them, and stay down. Either way a quorum of undamaged voters remains, and none is struck where
 * there are one or two.
 */
final class DamagedNodes {
  private final Nodes nodes;
  private final Capability.Damage damage;
  private final List<String> kinds;
  private final Optional<MembershipChanges> changes;
  private final SortedMap<String, TreeSet<String>> byKind = new TreeMap<>();

  /** Kinds by the nodes that they have damaged and that were not started since. */
  private final SortedMap<String, String> untried = new TreeMap<>();

  /** Kinds by the nodes that have noticed and are to be replaced. */
  private final SortedMap<String, String> toReplace = new TreeMap<>();

  /**
   * @param kinds that share the nodes, in the order in which they are served when there are fewer
   *     nodes than kinds
   */
  DamagedNodes(
      Nodes nodes,
      Capability.Damage damage,
      List<String> kinds,
      Optional<MembershipChanges> changes) {
    this.nodes = nodes;
    this.damage = damage;
    this.kinds = List.copyOf(kinds);
    this.changes = changes;
  }

  Capability.Damage damage() {
    return damage;
  }

  /** The first of these that may be damaged by this kind; none if it has had its share. */
  List<String> allowed(String kind, List<String> order) {
    List<String> out = damage.outOfService();
    List<String> left = new ArrayList<>(nodes.inPlaceOf(order));
    left.removeAll(out);
    left.remove(nodes.keeper());
    boolean may;
    if (changes.isPresent()) {
      List<Member> members = changes.get().membership().members();
      left.removeIf(node -> !members.contains(new Member(node, true)));
      long voters = members.stream().filter(Member::votes).count();
      may = out.isEmpty() && voters - 1 >= voters / 2 + 1 && changes.get().idle();
    } else {
      int minority = (nodes.names().size() - 1) / 2;
      int share = (minority + kinds.size() - 1 - kinds.indexOf(kind)) / kinds.size();
      may = out.size() < minority && byKind.getOrDefault(kind, new TreeSet<>()).size() < share;
    }
    return may && !left.isEmpty() ? left.subList(0, 1) : List.of();
  }

  void struck(String kind, String node) {
    byKind.computeIfAbsent(kind, k -> new TreeSet<>()).add(node);
    untried.put(node, kind);
  }

  /** Returns the nodes that this kind has damaged and that were not started since, each once. */
  List<String> takeUntried(String kind) {
    List<String> now = untried.keySet().stream().filter(n -> untried.get(n).equals(kind)).toList();
    now.forEach(untried::remove);
    return now;
  }

  /** A node that has noticed is to be replaced, by what an operator does. */
  void replace(String kind, String node) {
    if (changes.isPresent()) {
      toReplace.put(node, kind);
    }
  }

  /**
   * Goes on with replacing.
   *
   * @param did gets what was done for this kind since it was asked last
   * @return what is still waited for
   */
  List<String> goOn(String kind, FaultCounters did) {
    if (changes.isEmpty()) {
      return List.of();
    }
    for (Map.Entry<String, String> next : List.copyOf(toReplace.entrySet())) {
      if (changes.get().begin(next.getValue(), Wish.REPLACE, next.getKey(), false)) {
        toReplace.remove(next.getKey());
      }
    }
    List<String> waiting = new ArrayList<>(changes.get().waitingFor());
    toReplace.keySet().forEach(node -> waiting.add(node + " to be replaced"));
    did.addAll(changes.get().take(kind).counts());
    return waiting;
  }

  boolean replaces() {
    return changes.isPresent();
  }
}
