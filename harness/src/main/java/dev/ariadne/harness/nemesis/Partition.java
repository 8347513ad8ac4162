package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.link.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Cuts links: what is sent over them is held until they are healed. */
final class Partition implements Fault<Partition.Cut, Partition.Reconnect> {
  static final FaultKind KIND =
      FaultKind.named("partition", "links between nodes are cut")
          .begins("start-partition", Cut.class)
          .ends("stop-partition", Reconnect.class)
          .needs(Capability.Links.class)
          .aimedAt(NodeSelector.ONE, NodeSelector.MINORITY, NodeSelector.LEADER, NodeSelector.ALL)
          .variant("cut")
          .effect(
              EffectCriterion.of("bytes-held", "messages-held")
                  .countedByTarget()
                  .doneBy("links-cut"))
          .usual()
          .inOneWorldOf(2)
          .colour("#3b6fb6")
          .build(Partition::new);

  /**
   * @param nodes that the cut is about; for the leader, the one to take if nobody is known to lead
   */
  record Cut(PartitionShape cut, List<String> nodes) {}

  /**
   * @param late whether what was held arrives after all; otherwise connections break
   */
  record Reconnect(boolean late) {}

  /** Links that were cut. */
  record Cutting(
      PartitionShape cut,
      List<String> nodes,
      FaultTargets.Leader leader,
      List<List<String>> links) {}

  /** Links that were healed. */
  record Reconnected(boolean late, List<List<String>> links) {}

  private final FaultTargets targets;
  private final Nodes nodes;
  private final Capability.Links links;

  /** The links that are cut now, in the order in which they were. */
  private final Set<Link> cut = new LinkedHashSet<>();

  private Partition(FaultContext context) {
    this.targets = context.targets();
    this.nodes = context.nodes();
    this.links = context.need(Capability.Links.class);
  }

  @Override
  public Cut plan(Choices choices, long turn) {
    PartitionShape shape =
        new ShuffledDeck<>(
                "nemesis/partition/cut",
                targets.aimed(List.of(PartitionShape.values()), PartitionShape::target))
            .deal(choices, turn);
    return new Cut(shape, shape.choose(targets.order(choices, turn), nodes.minority()));
  }

  @Override
  public Reconnect planEnd(Choices choices, long turn) {
    return new Reconnect(choices.pick("nemesis/partition/reset", turn, 2) == 0);
  }

  @Override
  public Outcome begin(Cut plan) {
    FaultTargets.Leader leader = targets.leader();
    List<String> group = targets.leaderOr(plan.cut().ofLeader(), leader, plan.nodes());
    List<Link> now = plan.cut().links(group, nodes.now());
    for (Link link : now) {
      links.cut(link.from(), link.to());
      cut.add(link);
    }
    boolean leaderCut = group.size() < nodes.now().size() && leader.isAmong(group);
    return Outcome.of(
        new Cutting(plan.cut(), group, leader, PartitionShape.edn(now)),
        new FaultCounters()
            .add("times", 1)
            .add("links-cut", now.size())
            .add("leader-cut-off", leaderCut ? 1 : 0));
  }

  @Override
  public Outcome end(Reconnect plan) {
    return Outcome.of(
        new Reconnected(plan.late(), PartitionShape.edn(cut)), reconnect(plan.late()));
  }

  private FaultCounters reconnect(boolean late) {
    FaultCounters did = new FaultCounters();
    for (Link link : cut) {
      did.addAll(links.heal(link.from(), link.to(), late));
    }
    cut.clear();
    return did;
  }

  @Override
  public FaultCounters heal() {
    return reconnect(true);
  }
}
