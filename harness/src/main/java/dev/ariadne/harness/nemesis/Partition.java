package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.Deck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cuts links: whatever is sent over them is held until they are healed. */
final class Partition implements Fault {

  /** Who is cut off from whom. */
  enum Cut {
    /** One node from all others. */
    ONE,
    /** A minority from the majority. */
    HALVES,
    LEADER,
    /** The leader hears nobody but is heard. */
    DEAF_LEADER,
    /** The leader hears all but is heard by nobody. */
    MUTE_LEADER,
    /** One node hears nobody but is heard. */
    DEAF_ONE,
    /** The majority hears the minority, but not the other way round. */
    ONE_WAY_HALVES;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean ofLeader() {
      return this == LEADER || this == DEAF_LEADER || this == MUTE_LEADER;
    }

    boolean intoGroup() {
      return this != MUTE_LEADER;
    }

    boolean outOfGroup() {
      return this != DEAF_LEADER && this != DEAF_ONE && this != ONE_WAY_HALVES;
    }
  }

  private record Link(String from, String to) {
    List<String> edn() {
      return List.of(from, to);
    }
  }

  private final Nodes nodes;
  private final Capability.Links links;
  private final Optional<Capability.Roles> roles;

  /** The links that are cut now, in the order in which they were. */
  private final Set<Link> cut = new LinkedHashSet<>();

  Partition(Nodes nodes, Capability.Links links, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.links = links;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return "partition";
  }

  @Override
  public List<String> fs() {
    return List.of("start-partition", "stop-partition");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Cut chosen = new Deck<>("nemesis/partition/cut", List.of(Cut.values())).deal(choices, turn);
    List<String> order = nodes.order(kind(), choices, turn);
    int count =
        switch (chosen) {
          case HALVES, ONE_WAY_HALVES -> nodes.minority();
          case ONE, LEADER, DEAF_LEADER, MUTE_LEADER, DEAF_ONE -> 1;
        };
    Map<Object, Object> value = Edn.map();
    Edn.put(value, "cut", Edn.keyword(chosen.word()));
    // For a leader: the node to take if nobody is known to lead.
    Edn.put(value, "nodes", order.subList(0, count).stream().sorted().toList());
    return new Step("start-partition", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    boolean late = choices.pick("nemesis/partition/reset", turn, 2) == 0;
    return new Step("stop-partition", Edn.put(Edn.map(), "late", late));
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("start-partition") ? start(value) : stop(value);
  }

  private Map<Object, Object> start(Map<?, ?> value) {
    Cut chosen =
        Cut.valueOf(Edn.name(value, "cut", "one").toUpperCase(Locale.ROOT).replace('-', '_'));
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> group =
        chosen.ofLeader() && leader.isPresent()
            ? List.of(leader.get().node())
            : Edn.strings(value, "nodes");
    List<Link> now = new ArrayList<>();
    for (String inside : group) {
      for (String outside : nodes.names()) {
        if (!group.contains(outside)) {
          if (chosen.intoGroup()) {
            now.add(new Link(outside, inside));
          }
          if (chosen.outOfGroup()) {
            now.add(new Link(inside, outside));
          }
        }
      }
    }
    for (Link link : now) {
      links.cut(link.from(), link.to());
      cut.add(link);
    }
    boolean leaderCut = leader.isPresent() && group.contains(leader.get().node());
    Counters did =
        new Counters()
            .add("times", 1)
            .add("links-cut", now.size())
            .add("leader-cut-off", leaderCut ? 1 : 0);
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "cut", Edn.keyword(chosen.word()));
    Edn.put(told, "nodes", group);
    Target.tell(told, leader);
    Edn.put(told, "links", now.stream().map(Link::edn).toList());
    return Edn.put(told, "did", did.did(kind()));
  }

  private Map<Object, Object> stop(Map<?, ?> value) {
    boolean late = !Boolean.FALSE.equals(Edn.get(value, "late"));
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "late", late);
    Edn.put(told, "links", cut.stream().map(Link::edn).toList());
    return Edn.put(told, "did", heal(late).did(kind()));
  }

  private Counters heal(boolean late) {
    Counters did = new Counters();
    for (Link link : cut) {
      did.addAll(links.heal(link.from(), link.to(), late));
    }
    cut.clear();
    return did;
  }

  @Override
  public Map<Object, Object> heal() {
    return heal(true).edn();
  }
}
