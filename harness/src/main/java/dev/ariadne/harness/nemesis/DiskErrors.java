package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.cluster.Hardware.Disks.Trouble;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes disks fail a write or a sync, be full, or be slow. A node whose disk fails has to stop; it
 * is started again when the disk is repaired.
 */
final class DiskErrors implements Fault<DiskErrors.Break, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("disk-error", "disks fail, are full, or are slow")
          .begins("break-disk", Break.class)
          .ends("repair-disk", Nothing.class)
          .needs(Hardware.Disks.class)
          .needs(Capability.Kill.class)
          .aimedAt(NodeSelector.values())
          .simulatedOnly()
          .variant("trouble")
          .effect(EffectCriterion.of("steps-failed", "steps-slowed"))
          .inOneWorldOf(6)
          .colour("#5d4037")
          .build(DiskErrors::new);

  private static final int AMOUNT_MAX = 200;

  /**
   * @param amount as {@link Hardware.Disks#trouble} takes it
   */
  record Break(FaultTargets.Plan plan, Trouble trouble, int amount) {}

  record Broken(
      NodeSelector target,
      List<String> nodes,
      Trouble trouble,
      int amount,
      FaultTargets.Leader leader) {}

  private final FaultTargets targets;
  private final Nodes nodes;
  private final Hardware.Disks disks;
  private final Capability.Kill kill;

  /** Nodes whose disks are in trouble. */
  private final Set<String> troubled = new LinkedHashSet<>();

  private DiskErrors(FaultContext context) {
    this.targets = context.targets();
    this.nodes = context.nodes();
    this.disks = context.need(Hardware.Disks.class);
    this.kill = context.need(Capability.Kill.class);
  }

  @Override
  public Break plan(Choices choices, long turn) {
    Trouble trouble =
        new ShuffledDeck<>("nemesis/disk-error/trouble", List.of(Trouble.values()))
            .deal(choices, turn);
    int amount = choices.pick("nemesis/disk-error/amount", turn, AMOUNT_MAX + 1);
    return new Break(targets.plan(choices, turn), trouble, amount);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Break plan) {
    FaultTargets.Found found = targets.find(plan.plan());
    for (String node : found.nodes()) {
      disks.trouble(node, plan.trouble(), plan.amount());
      troubled.add(node);
    }
    return Outcome.of(
        new Broken(found.target(), found.nodes(), plan.trouble(), plan.amount(), found.leader()),
        new FaultCounters().add("times", 1));
  }

  @Override
  public Outcome end(Nothing plan) {
    FaultCounters did = repaired();
    return Outcome.of(new Struck(Kill.startAll(nodes.names(), kill)), did);
  }

  private FaultCounters repaired() {
    FaultCounters did = new FaultCounters();
    for (String node : troubled) {
      did.addAll(disks.repair(node));
    }
    troubled.clear();
    return did;
  }

  @Override
  public FaultCounters heal() {
    FaultCounters did = repaired();
    Kill.startAll(nodes.names(), kill);
    return did;
  }
}
