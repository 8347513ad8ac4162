package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.link.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes links slow: each byte takes its time, or only so many a second pass. */
final class Slow implements Fault<Slow.Slowness, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("slow", "links between nodes are slow or thin")
          .begins("start-slow", Slowness.class)
          .ends("stop-slow", Nothing.class)
          .needs(Capability.SlowLinks.class)
          .aimedAt(NodeSelector.ONE, NodeSelector.LEADER, NodeSelector.ALL)
          .variant("way")
          .effect(
              EffectCriterion.of("bytes-delayed", "messages-delayed")
                  .countedByTarget()
                  .doneBy("links-slow"))
          .inOneWorldOf(2)
          .colour("#4a8a8a")
          .build(Slow::new);

  /** The links that become slow, and the kind of slowness. */
  enum Way {
    /** All links, by less than an election timeout. */
    ALL,
    /** Links to and from one node, by more than one. */
    ONE_LATE,
    /** Links to and from the leader, by about one. */
    LEADER_LATE,
    /** Links from the leader: it receives soon and is heard late. */
    FROM_LEADER,
    /** The links to one node carry few bytes a second. */
    THIN_ONE,
    /** The links from the leader carry few bytes a second. */
    THIN_LEADER;

    NodeSelector target() {
      return switch (this) {
        case ALL -> NodeSelector.ALL;
        case ONE_LATE, THIN_ONE -> NodeSelector.ONE;
        case LEADER_LATE, FROM_LEADER, THIN_LEADER -> NodeSelector.LEADER;
      };
    }

    boolean ofLeader() {
      return target() == NodeSelector.LEADER;
    }

    boolean into() {
      return this != FROM_LEADER && this != THIN_LEADER;
    }

    boolean outOf() {
      return this != THIN_ONE;
    }

    boolean thin() {
      return this == THIN_ONE || this == THIN_LEADER;
    }

    /** Bounds of the delay in milliseconds, or of the bytes a second where it is thin. */
    private int min() {
      return switch (this) {
        case ALL -> 20;
        case ONE_LATE -> 1500;
        case LEADER_LATE, FROM_LEADER -> 300;
        case THIN_ONE, THIN_LEADER -> 2_000;
      };
    }

    private int max() {
      return switch (this) {
        case ALL -> 200;
        case ONE_LATE -> 2500;
        case LEADER_LATE, FROM_LEADER -> 1200;
        case THIN_ONE, THIN_LEADER -> 20_000;
      };
    }

    int amount(Choices choices, long turn) {
      return min() + choices.pick("nemesis/slow/amount", turn, max() - min() + 1);
    }
  }

  /**
   * @param nodes whose links it is about; for the leader, the one to take if nobody is known to
   *     lead
   * @param delayMs for each byte; 0 for none
   * @param bytesPerSecond that pass at most; 0 for any number
   */
  record Slowness(Way way, List<String> nodes, long delayMs, long bytesPerSecond) {}

  /** Links that have become slow. */
  record Slowed(
      Way way,
      List<String> nodes,
      long delayMs,
      long bytesPerSecond,
      FaultTargets.Leader leader,
      List<List<String>> links) {}

  private final FaultTargets targets;
  private final Nodes nodes;
  private final Capability.SlowLinks links;

  /** The links that are slow now, in the order in which they became so. */
  private final Set<Link> slow = new LinkedHashSet<>();

  private Slow(FaultContext context) {
    this.targets = context.targets();
    this.nodes = context.nodes();
    this.links = context.need(Capability.SlowLinks.class);
  }

  @Override
  public Slowness plan(Choices choices, long turn) {
    Way way =
        new ShuffledDeck<>("nemesis/slow/way", targets.aimed(List.of(Way.values()), Way::target))
            .deal(choices, turn);
    List<String> order = targets.order(choices, turn);
    long amount = way.amount(choices, turn);
    List<String> group = way == Way.ALL ? nodes.names() : order.subList(0, 1);
    return new Slowness(way, group, way.thin() ? 0 : amount, way.thin() ? amount : 0);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Slowness plan) {
    Way way = plan.way();
    FaultTargets.Leader leader = targets.leader();
    List<String> group = targets.leaderOr(way.ofLeader(), leader, plan.nodes());
    Set<Link> now = new LinkedHashSet<>();
    for (String one : group) {
      for (String other : nodes.now()) {
        if (!one.equals(other)) {
          if (way.into()) {
            now.add(new Link(other, one));
          }
          if (way.outOf()) {
            now.add(new Link(one, other));
          }
        }
      }
    }
    for (Link link : now) {
      links.slow(link.from(), link.to(), plan.delayMs(), plan.bytesPerSecond());
      slow.add(link);
    }
    return Outcome.of(
        new Slowed(
            way, group, plan.delayMs(), plan.bytesPerSecond(), leader, PartitionShape.edn(now)),
        new FaultCounters().add("times", 1).add("links-slow", now.size()));
  }

  @Override
  public Outcome end(Nothing plan) {
    return Outcome.of(new Nothing(), heal());
  }

  @Override
  public FaultCounters heal() {
    FaultCounters did = new FaultCounters();
    for (Link link : slow) {
      did.addAll(links.fast(link.from(), link.to()));
    }
    slow.clear();
    return did;
  }
}
