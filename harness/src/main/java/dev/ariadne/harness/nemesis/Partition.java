package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cuts links: whatever is sent over them is held until they are healed. */
final class Partition implements Fault {

  private final Nodes nodes;
  private final Capability.Links links;
  private final Optional<Capability.Roles> roles;

  /** The links that are cut now, in the order in which they were. */
  private final Set<PartitionShape.Link> cut = new LinkedHashSet<>();

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
    PartitionShape chosen =
        new ShuffledDeck<>("nemesis/partition/cut", List.of(PartitionShape.values()))
            .deal(choices, turn);
    List<String> order = nodes.order(kind(), choices, turn);
    Map<Object, Object> value = Edn.map();
    Edn.put(value, "cut", Edn.keyword(chosen.word()));
    // For a leader: the node to take if nobody is known to lead.
    Edn.put(value, "nodes", chosen.choose(order, nodes.minority()));
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
    PartitionShape chosen = PartitionShape.of(Edn.name(value, "cut", "one"));
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> group =
        chosen.ofLeader() && leader.isPresent()
            ? List.of(leader.get().node())
            : nodes.inPlaceOf(Edn.strings(value, "nodes"));
    List<PartitionShape.Link> now = chosen.links(group, nodes.now());
    for (PartitionShape.Link link : now) {
      links.cut(link.from(), link.to());
      cut.add(link);
    }
    boolean leaderCut =
        leader.isPresent()
            && group.size() < nodes.now().size()
            && group.contains(leader.get().node());
    Counters did =
        new Counters()
            .add("times", 1)
            .add("links-cut", now.size())
            .add("leader-cut-off", leaderCut ? 1 : 0);
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "cut", Edn.keyword(chosen.word()));
    Edn.put(told, "nodes", group);
    NodeSelector.tell(told, leader);
    Edn.put(told, "links", now.stream().map(PartitionShape.Link::edn).toList());
    return Edn.put(told, "did", did.did(kind()));
  }

  private Map<Object, Object> stop(Map<?, ?> value) {
    boolean late = !Boolean.FALSE.equals(Edn.get(value, "late"));
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "late", late);
    Edn.put(told, "links", cut.stream().map(PartitionShape.Link::edn).toList());
    return Edn.put(told, "did", heal(late).did(kind()));
  }

  private Counters heal(boolean late) {
    Counters did = new Counters();
    for (PartitionShape.Link link : cut) {
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
