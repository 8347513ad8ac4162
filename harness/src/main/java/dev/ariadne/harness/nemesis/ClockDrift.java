package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Hardware;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes clocks run fast or slow, by up to a half, and jump ahead. */
final class ClockDrift implements Fault<ClockDrift.Drift, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("clock", "clocks run fast or slow, and jump ahead")
          .begins("start-drift", Drift.class)
          .ends("stop-drift", Nothing.class)
          .needs(Hardware.Clocks.class)
          .aimedAt(NodeSelector.values())
          .simulatedOnly()
          .effect(EffectCriterion.of("clocks"))
          .inOneWorldOf(2)
          .colour("#0288d1")
          .build(ClockDrift::new);

  private static final int PPM_MAX = 500_000;
  private static final int JUMP_MILLIS_MAX = 20_000;

  /**
   * @param ppm by how many millionths the clocks run fast, or slow if negative
   * @param jumpMs by how many milliseconds they jump ahead at once
   */
  record Drift(FaultTargets.Plan plan, long ppm, long jumpMs) {}

  record Drifting(
      NodeSelector target, List<String> nodes, long ppm, long jumpMs, FaultTargets.Leader leader) {}

  private final FaultTargets targets;
  private final Hardware.Clocks clocks;
  private final Set<String> drifting = new LinkedHashSet<>();

  private ClockDrift(FaultContext context) {
    this.targets = context.targets();
    this.clocks = context.need(Hardware.Clocks.class);
  }

  @Override
  public Drift plan(Choices choices, long turn) {
    long ppm = (long) choices.pick("nemesis/clock/ppm", turn, 2 * PPM_MAX + 1) - PPM_MAX;
    boolean jumps = choices.pick("nemesis/clock/jumps", turn, 3) == 1;
    long jump = jumps ? choices.pick("nemesis/clock/jump", turn, JUMP_MILLIS_MAX) : 0;
    return new Drift(targets.plan(choices, turn), ppm, jump);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Drift plan) {
    FaultTargets.Found found = targets.find(plan.plan());
    for (String node : found.nodes()) {
      clocks.drift(node, (int) plan.ppm(), plan.jumpMs());
      drifting.add(node);
    }
    return Outcome.of(
        new Drifting(found.target(), found.nodes(), plan.ppm(), plan.jumpMs(), found.leader()),
        new FaultCounters().add("times", 1).add("clocks", found.nodes().size()));
  }

  @Override
  public Outcome end(Nothing plan) {
    List<String> steadied = List.copyOf(drifting);
    heal();
    return Outcome.of(new Struck(steadied));
  }

  @Override
  public FaultCounters heal() {
    drifting.forEach(clocks::steady);
    drifting.clear();
    return new FaultCounters();
  }
}
