package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.TornLog.Tear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kills nodes and leaves the ends of their logs as a crash in mid-write would; then starts them
 * again. Fair: nothing is lost that a node may have promised, so it must cost nothing.
 */
final class WalTruncate implements Fault<WalTruncate.Truncate, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("wal-truncate", "the log loses its unsynced end, as in a crash")
          .begins("truncate-wal", Truncate.class)
          .ends("start", Nothing.class)
          .needs(Capability.TornLog.class)
          .needs(Capability.Kill.class)
          .aimedAt(NodeSelector.values())
          .variant("tear")
          .effect(
              EffectCriterion.of("bytes-cut", "bytes-added")
                  .and("torn-ends-repaired")
                  .countedByTarget()
                  .doneBy("bytes-cut", "bytes-added")
                  .observing(EffectCriterion.Observation.TORN_ENDS_REPAIRED))
          .usual()
          .inOneWorldOf(2)
          .colour("#c26a00")
          .build(WalTruncate::new);

  /**
   * @param choice which of the places where this tear can be
   */
  record Truncate(FaultTargets.Plan plan, Tear tear, long choice) {}

  record Truncated(FaultTargets.Found found, List<TornNode> torn) {}

  record TornNode(
      String node, Tear tear, String file, long offset, long bytesCut, long bytesAdded) {}

  private final FaultTargets targets;
  private final Nodes nodes;
  private final Capability.TornLog log;
  private final Capability.Kill kill;

  /** The capability to damage nodes beyond use, if there is one. Damaged nodes are left alone. */
  private final Optional<Capability.Damage> damage;

  private WalTruncate(FaultContext context) {
    this.targets = context.targets();
    this.nodes = context.nodes();
    this.log = context.need(Capability.TornLog.class);
    this.kill = context.need(Capability.Kill.class);
    this.damage = context.optional(Capability.Damage.class);
  }

  @Override
  public Truncate plan(Choices choices, long turn) {
    Tear tear =
        new ShuffledDeck<>("nemesis/wal-truncate/tear", List.of(Tear.values())).deal(choices, turn);
    long choice = choices.pick("nemesis/wal-truncate/choice", turn, Integer.MAX_VALUE);
    return new Truncate(targets.plan(choices, turn), tear, choice);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Truncate plan) {
    List<String> out = damage.map(Capability.Damage::outOfService).orElse(List.of());
    FaultTargets.Found all = targets.find(plan.plan());
    List<String> struck = all.nodes().stream().filter(node -> !out.contains(node)).toList();
    FaultTargets.Found found = new FaultTargets.Found(all.target(), struck, all.leader());
    Kill.killAll(struck, kill);
    FaultCounters did = new FaultCounters().add("times", 1);
    List<TornNode> torn = new ArrayList<>();
    for (String node : struck) {
      // The node's number keeps one choice from doing the same to all.
      Capability.TornLog.Torn done =
          log.tear(node, plan.tear(), plan.choice() + nodes.now().indexOf(node));
      did.add("torn", done.isNothing() ? 0 : 1);
      did.add("bytes-cut", done.bytesCut()).add("bytes-added", done.bytesAdded());
      torn.add(
          new TornNode(
              node, done.tear(), done.file(), done.offset(), done.bytesCut(), done.bytesAdded()));
    }
    did.add("leader-torn", found.leaderAmong(struck));
    return Outcome.of(new Truncated(found, torn), did);
  }

  @Override
  public Outcome end(Nothing plan) {
    return Outcome.of(new Struck(Kill.startAll(nodes.now(), kill)));
  }

  @Override
  public FaultCounters heal() {
    Kill.startAll(nodes.now(), kill);
    return new FaultCounters();
  }
}
