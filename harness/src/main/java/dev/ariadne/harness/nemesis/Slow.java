package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes links slow: each byte takes its time, or only so many a second pass. */
final class Slow implements Fault {

  /** Which links become slow, and how slow. */
  enum Way {
    /** All links, by less than an election timeout. */
    ALL,
    /** Those to and from one node, by more than one. */
    ONE_LATE,
    /** Those to and from the leader, by about one. */
    LEADER_LATE,
    /** Those from the leader: it hears soon and is heard late. */
    FROM_LEADER,
    /** Those to one node are thin. */
    THIN_ONE,
    /** Those from the leader are thin. */
    THIN_LEADER;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Way of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean ofLeader() {
      return this == LEADER_LATE || this == FROM_LEADER || this == THIN_LEADER;
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

  private final Nodes nodes;
  private final Capability.SlowLinks links;
  private final Optional<Capability.Roles> roles;

  /** The links that are slow now, in the order in which they became so. */
  private final Set<PartitionShape.Link> slow = new LinkedHashSet<>();

  Slow(Nodes nodes, Capability.SlowLinks links, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.links = links;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return "slow";
  }

  @Override
  public List<String> fs() {
    return List.of("start-slow", "stop-slow");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Way way = new ShuffledDeck<>("nemesis/slow/way", List.of(Way.values())).deal(choices, turn);
    List<String> order = nodes.order(kind(), choices, turn);
    long amount = way.amount(choices, turn);
    Map<Object, Object> value = Edn.map();
    Edn.put(value, "way", Edn.keyword(way.word()));
    // For a leader: the node to take if nobody is known to lead.
    Edn.put(value, "nodes", way == Way.ALL ? nodes.names() : order.subList(0, 1));
    Edn.put(value, "delay-ms", way.thin() ? 0L : amount);
    Edn.put(value, "bytes-per-second", way.thin() ? amount : 0L);
    return new Step("start-slow", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("stop-slow", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("start-slow") ? start(value) : stop();
  }

  private Map<Object, Object> start(Map<?, ?> value) {
    Way way = Way.of(Edn.name(value, "way", "all"));
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> group =
        way.ofLeader() && leader.isPresent()
            ? List.of(leader.get().node())
            : nodes.inPlaceOf(Edn.strings(value, "nodes"));
    long delay = Edn.number(value, "delay-ms", 0);
    long bytes = Edn.number(value, "bytes-per-second", 0);
    Set<PartitionShape.Link> now = new LinkedHashSet<>();
    for (String one : group) {
      for (String other : nodes.now()) {
        if (!one.equals(other)) {
          if (way.into()) {
            now.add(new PartitionShape.Link(other, one));
          }
          if (way.outOf()) {
            now.add(new PartitionShape.Link(one, other));
          }
        }
      }
    }
    for (PartitionShape.Link link : now) {
      links.slow(link.from(), link.to(), delay, bytes);
      slow.add(link);
    }
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "way", Edn.keyword(way.word()));
    Edn.put(told, "nodes", group);
    Edn.put(told, "delay-ms", delay);
    Edn.put(told, "bytes-per-second", bytes);
    NodeSelector.tell(told, leader);
    Edn.put(told, "links", now.stream().map(PartitionShape.Link::edn).toList());
    return Edn.put(
        told, "did", new Counters().add("times", 1).add("links-slow", now.size()).did(kind()));
  }

  private Map<Object, Object> stop() {
    return Edn.put(Edn.map(), "did", fast().did(kind()));
  }

  private Counters fast() {
    Counters did = new Counters();
    for (PartitionShape.Link link : slow) {
      did.addAll(links.fast(link.from(), link.to()));
    }
    slow.clear();
    return did;
  }

  @Override
  public Map<Object, Object> heal() {
    return fast().edn();
  }
}
