package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.RecordEdn;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Chooses which nodes a fault strikes. The seed decides about the first nodes; when the fault
 * comes, the nodes that there are then stand in for those that have gone, and the leader is found.
 */
public final class FaultTargets {
  private final String kind;
  private final Nodes nodes;
  private final Optional<Capability.Roles> roles;

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

  FaultTargets(String kind, Nodes nodes, Optional<Capability.Roles> roles) {
    this.kind = kind;
    this.nodes = nodes;
    this.roles = roles;
  }

  /** Returns the present leader, if one is known. */
  public Leader leader() {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    return new Leader(leader.map(l -> l.node()), leader.map(l -> l.term()));
  }

  /** Decides for a turn; a pure function. */
  public Plan plan(Choices choices, long turn) {
    NodeSelector target =
        new ShuffledDeck<>("nemesis/" + kind + "/target", List.of(NodeSelector.values()))
            .deal(choices, turn);
    List<String> order = order(choices, turn);
    int count =
        switch (target) {
          case ONE, LEADER -> 1;
          case MINORITY -> nodes.minority();
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
