package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.cluster.Hardware.Power.Loss;
import java.util.List;

/**
 * Crashes machines or their processes, at once or in the middle of some later step on the disk, and
 * starts them again.
 */
final class PowerCut implements Fault<PowerCut.Cut, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("power", "machines lose power, perhaps in mid-write")
          .begins("cut-power", Cut.class)
          .ends("restore-power", Nothing.class)
          .needs(Hardware.Power.class)
          .needs(Capability.Kill.class)
          .aimedAt(NodeSelector.values())
          .simulatedOnly()
          .variant("loss")
          .effect(EffectCriterion.of("crashes"))
          .inOneWorldOf(2)
          .colour("#000000")
          .build(PowerCut::new);

  /** A crash comes within so many steps on the disk. */
  private static final int STEPS_MAX = 24;

  /** A write that is cut short is cut somewhere within so many bytes. */
  private static final int BYTES_MAX = 600;

  /**
   * @param steps on the disk until the crash; 0 for at once
   * @param bytes of a write that is cut short which reach the disk
   */
  record Cut(FaultTargets.Plan plan, Loss loss, int steps, int bytes) {}

  record Cutting(
      NodeSelector target,
      List<String> nodes,
      Loss loss,
      int steps,
      int bytes,
      FaultTargets.Leader leader) {}

  private final FaultTargets targets;
  private final Nodes nodes;
  private final Hardware.Power power;
  private final Capability.Kill kill;

  private PowerCut(FaultContext context) {
    this.targets = context.targets();
    this.nodes = context.nodes();
    this.power = context.need(Hardware.Power.class);
    this.kill = context.need(Capability.Kill.class);
  }

  @Override
  public Cut plan(Choices choices, long turn) {
    Loss loss =
        new ShuffledDeck<>(
                "nemesis/power/loss", List.of(Loss.UNSYNCED, Loss.UNSYNCED, Loss.NOTHING))
            .deal(choices, turn);
    boolean atOnce = choices.pick("nemesis/power/at-once", turn, 3) == 1;
    int steps = atOnce ? 0 : 1 + choices.pick("nemesis/power/steps", turn, STEPS_MAX);
    int bytes = choices.pick("nemesis/power/bytes", turn, BYTES_MAX);
    return new Cut(targets.plan(choices, turn), loss, steps, bytes);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Cut plan) {
    FaultTargets.Found found = targets.find(plan.plan());
    for (String node : found.nodes()) {
      power.crash(node, plan.loss(), plan.steps(), plan.bytes());
    }
    return Outcome.of(
        new Cutting(
            found.target(), found.nodes(), plan.loss(), plan.steps(), plan.bytes(), found.leader()),
        new FaultCounters()
            .add("times", 1)
            .add("leader-struck", found.leaderAmong(found.nodes()))
            .addAll(power.takeCrashes()));
  }

  @Override
  public Outcome end(Nothing plan) {
    FaultCounters did = new FaultCounters().addAll(power.takeCrashes());
    return Outcome.of(new Struck(Kill.startAll(nodes.names(), kill)), did);
  }

  @Override
  public FaultCounters heal() {
    FaultCounters did = new FaultCounters().addAll(power.takeCrashes());
    Kill.startAll(nodes.names(), kill);
    return did;
  }
}
