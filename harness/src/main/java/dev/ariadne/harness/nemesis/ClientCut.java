package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.ClientLinks.Direction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts clients off from their nodes, one way or both. What they have sent may arrive long after
 * they have given up on it.
 */
final class ClientCut implements Fault<ClientCut.Cut, Partition.Reconnect> {
  static final FaultKind KIND =
      FaultKind.named("client-cut", "clients are cut off from their nodes, one way or both")
          .begins("start-client-cut", Cut.class)
          .ends("stop-client-cut", Partition.Reconnect.class)
          .needs(Capability.ClientLinks.class)
          .aimedAt(NodeSelector.values())
          .variant("direction")
          .effect(
              EffectCriterion.of("bytes-held", "messages-held")
                  .countedByTarget()
                  .doneBy("nodes-cut"))
          .inOneWorldOf(6)
          .colour("#8a4a6a")
          .build(ClientCut::new);

  record Cut(FaultTargets.Plan plan, Direction direction) {}

  record Cutting(
      NodeSelector target, List<String> nodes, Direction direction, FaultTargets.Leader leader) {}

  record Reconnected(boolean late, List<String> nodes) {}

  private final FaultTargets targets;
  private final Capability.ClientLinks links;

  /** Nodes whose clients are cut off now. */
  private final Set<String> cut = new LinkedHashSet<>();

  private ClientCut(FaultContext context) {
    this.targets = context.targets();
    this.links = context.need(Capability.ClientLinks.class);
  }

  @Override
  public Cut plan(Choices choices, long turn) {
    Direction direction =
        new ShuffledDeck<>("nemesis/client-cut/direction", List.of(Direction.values()))
            .deal(choices, turn);
    return new Cut(targets.plan(choices, turn), direction);
  }

  @Override
  public Partition.Reconnect planEnd(Choices choices, long turn) {
    return new Partition.Reconnect(choices.pick("nemesis/client-cut/reset", turn, 2) == 0);
  }

  @Override
  public Outcome begin(Cut plan) {
    FaultTargets.Found found = targets.find(plan.plan());
    for (String node : found.nodes()) {
      links.cutClients(node, plan.direction());
      cut.add(node);
    }
    return Outcome.of(
        new Cutting(found.target(), found.nodes(), plan.direction(), found.leader()),
        new FaultCounters().add("times", 1).add("nodes-cut", found.nodes().size()));
  }

  @Override
  public Outcome end(Partition.Reconnect plan) {
    return Outcome.of(new Reconnected(plan.late(), List.copyOf(cut)), reconnect(plan.late()));
  }

  private FaultCounters reconnect(boolean late) {
    FaultCounters did = new FaultCounters();
    for (String node : cut) {
      did.addAll(links.healClients(node, late));
    }
    cut.clear();
    return did;
  }

  @Override
  public FaultCounters heal() {
    return reconnect(true);
  }
}
