package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Stops nodes in mid-step as SIGSTOP does, and lets them go on later. */
final class Pause implements Fault<Pause.Victims, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("pause", "nodes are stopped in mid-step and go on later")
          .begins("pause", Victims.class)
          .ends("resume", Nothing.class)
          .needs(Capability.Pause.class)
          .aimedAt(NodeSelector.values())
          .effect(
              EffectCriterion.of("operations-held")
                  .observing(EffectCriterion.Observation.OPERATIONS_HELD))
          .usual()
          .inOneWorldOf(2)
          .colour("#7a4fa3")
          .build(Pause::new);

  record Victims(FaultTargets.Plan plan) {}

  /**
   * @param paused those that ran
   */
  record Paused(FaultTargets.Found found, List<String> paused) {}

  private final FaultTargets targets;
  private final Capability.Pause pause;
  private final Optional<Capability.Kill> kill;
  private final SortedSet<String> paused = new TreeSet<>();

  private Pause(FaultContext context) {
    this.targets = context.targets();
    this.pause = context.need(Capability.Pause.class);
    this.kill = context.optional(Capability.Kill.class);
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
    List<String> stopped = new ArrayList<>();
    for (String node : found.nodes()) {
      if (kill.isEmpty() || kill.get().running(node)) {
        pause.pause(node);
        stopped.add(node);
        paused.add(node);
      }
    }
    return Outcome.of(
        new Paused(found, stopped),
        new FaultCounters()
            .add("times", 1)
            .add("paused", stopped.size())
            .add("leader-paused", found.leaderAmong(stopped)));
  }

  @Override
  public Outcome end(Nothing plan) {
    return Outcome.of(new Struck(resumeAll()));
  }

  private List<String> resumeAll() {
    List<String> resumed = new ArrayList<>(paused);
    resumed.forEach(pause::resume);
    paused.clear();
    return resumed;
  }

  @Override
  public FaultCounters heal() {
    resumeAll();
    return new FaultCounters();
  }
}
