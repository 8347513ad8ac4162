package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import java.util.ArrayList;
import java.util.List;

/** Kills nodes as SIGKILL does, and starts them again. */
final class Kill implements Fault<Kill.Victims, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("kill", "nodes are killed and started again")
          .begins("kill", Victims.class)
          .ends("start", Nothing.class)
          .needs(Capability.Kill.class)
          .aimedAt(NodeSelector.values())
          .effect(EffectCriterion.of("killed"))
          .usual()
          .inOneWorldOf(2)
          .colour("#b3261e")
          .build(Kill::new);

  record Victims(FaultTargets.Plan plan) {}

  /**
   * @param killed those that ran
   */
  record Killed(FaultTargets.Found found, List<String> killed) {}

  private final FaultTargets targets;
  private final Capability.Kill kill;

  private Kill(FaultContext context) {
    this.targets = context.targets();
    this.kill = context.need(Capability.Kill.class);
  }

  @Override
  public Victims plan(Choices choices, long turn) {
    return new Victims(targets.plan(choices, turn));
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Victims victims) {
    FaultTargets.Found found = targets.find(victims.plan());
    List<String> killed = killAll(found.nodes(), kill);
    return Outcome.of(
        new Killed(found, killed),
        new FaultCounters()
            .add("times", 1)
            .add("killed", killed.size())
            .add("leader-killed", found.leaderAmong(killed)));
  }

  @Override
  public Outcome end(Nothing plan) {
    return Outcome.of(new Struck(startAll(targets.now(), kill)));
  }

  /** Kills those of the nodes that run; which they were. */
  static List<String> killAll(List<String> nodes, Capability.Kill kill) {
    List<String> killed = new ArrayList<>();
    for (String node : nodes) {
      if (kill.running(node)) {
        kill.kill(node);
        killed.add(node);
      }
    }
    return killed;
  }

  /** Starts those of the nodes that do not run; which they were. */
  static List<String> startAll(List<String> nodes, Capability.Kill kill) {
    List<String> started = new ArrayList<>();
    for (String node : nodes) {
      if (!kill.running(node)) {
        kill.start(node);
        if (kill.running(node)) { // not if it is out of service
          started.add(node);
        }
      }
    }
    return started;
  }

  @Override
  public FaultCounters heal() {
    startAll(targets.now(), kill);
    return new FaultCounters();
  }
}
