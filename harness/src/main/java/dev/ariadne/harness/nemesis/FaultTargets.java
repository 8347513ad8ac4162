package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.history.RecordEdn;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses which nodes a fault strikes. The seed decides about the first nodes; when the fault
 * comes, the nodes that there are then stand in for those that have gone, and the leader is found.
 */
public final class FaultTargets {
  private final String kind;
  private final Nodes nodes;
  private final LeaderFinder leaders;
  private final List<NodeSelector> aims;

  /**
   * The nodes as the seed has decided them.
   *
   * @param nodes to strike; for the leader, the one to take if nobody is known to lead
   */
  public record Plan(NodeSelector target, List<String> nodes) implements RecordEdn.Inline {}

  /**
   * The nodes that the fault strikes.
   *
   * @param nodes that were to be struck
   * @param leader that was known then
   */
  public record Found(NodeSelector target, List<String> nodes, Leader leader)
      implements RecordEdn.Inline {

    /** 1 if one of these is the leader, else 0: a counter. */
    long leaderAmong(Collection<String> some) {
      return leader.isAmong(some) ? 1 : 0;
    }
  }

  /** The leader that was known, if any. */
  public record Leader(Optional<String> leader, Optional<Long> term) implements RecordEdn.Inline {

    boolean isAmong(Collection<String> nodes) {
      return leader.isPresent() && nodes.contains(leader.get());
    }
  }

  /**
   * @param aims the targets of the test for this kind; empty if the kind is not aimed
   */
  FaultTargets(String kind, Nodes nodes, LeaderFinder leaders, List<NodeSelector> aims) {
    this.kind = kind;
    this.nodes = nodes;
    this.leaders = leaders;
    this.aims = List.copyOf(aims);
  }

  /** Returns the present leader, if one is known. */
  public Leader leader() {
    return leaders.leader();
  }

  /**
   * The variants of a fault that keep to its aim; all of them if it is not aimed.
   *
   * @param target of a variant
   */
  <V> List<V> aimed(List<V> variants, Function<V, NodeSelector> target) {
    return aims.isEmpty()
        ? variants
        : variants.stream().filter(variant -> aims.contains(target.apply(variant))).toList();
  }

  /** Decides for a turn; a pure function. */
  public Plan plan(Choices choices, long turn) {
    NodeSelector target =
        new ShuffledDeck<>(
                "nemesis/" + kind + "/target", aims.isEmpty() ? NodeSelector.USUAL : aims)
            .deal(choices, turn);
    List<String> order = order(choices, turn);
    int count =
        switch (target) {
          case ONE, LEADER -> 1;
          case MINORITY -> nodes.minority();
          case MAJORITY -> nodes.names().size() / 2 + 1;
          case ALL -> nodes.names().size();
        };
    return new Plan(target, order.subList(0, count).stream().sorted().toList());
  }

  /** The order in which a turn takes the nodes; a pure function. */
  List<String> order(Choices choices, long turn) {
    return nodes.order(kind, choices, turn);
  }

  /** The nodes to strike now. */
  public Found find(Plan plan) {
    Leader leader = leader();
    List<String> found = leaderOr(plan.target() == NodeSelector.LEADER, leader, plan.nodes());
    return new Found(plan.target(), found, leader);
  }

  /** The leader, if it is wanted and known; else these or those that stand in for them. */
  List<String> leaderOr(boolean wanted, Leader leader, List<String> planned) {
    return wanted && leader.leader().isPresent()
        ? List.of(leader.leader().get())
        : nodes.inPlaceOf(planned);
  }

  /** All nodes that there are now. */
  public List<String> now() {
    return nodes.now();
  }
}
