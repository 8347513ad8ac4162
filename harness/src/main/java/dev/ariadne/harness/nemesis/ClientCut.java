package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.ClientLinks.Direction;
import dev.ariadne.harness.history.Edn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts clients off from their nodes, one way or both. What they have sent may arrive long after
 * they have given up on it.
 */
final class ClientCut implements Fault {
  private final Nodes nodes;
  private final Capability.ClientLinks links;
  private final Optional<Capability.Roles> roles;

  /** Nodes whose clients are cut off now. */
  private final Set<String> cut = new LinkedHashSet<>();

  ClientCut(Nodes nodes, Capability.ClientLinks links, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.links = links;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return "client-cut";
  }

  @Override
  public List<String> fs() {
    return List.of("start-client-cut", "stop-client-cut");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Direction direction =
        new ShuffledDeck<>("nemesis/client-cut/direction", List.of(Direction.values()))
            .deal(choices, turn);
    Map<Object, Object> value = NodeSelector.deal(kind(), choices, turn, nodes);
    Edn.put(value, "direction", Edn.keyword(direction.name().toLowerCase(Locale.ROOT)));
    return new Step("start-client-cut", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    boolean late = choices.pick("nemesis/client-cut/reset", turn, 2) == 0;
    return new Step("stop-client-cut", Edn.put(Edn.map(), "late", late));
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("start-client-cut") ? start(value) : stop(value);
  }

  private Map<Object, Object> start(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    String direction = Edn.name(value, "direction", "both");
    for (String node : struck) {
      links.cutClients(node, Direction.valueOf(direction.toUpperCase(Locale.ROOT)));
      cut.add(node);
    }
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    Edn.put(told, "direction", Edn.keyword(direction));
    NodeSelector.tell(told, leader);
    return Edn.put(
        told, "did", new Counters().add("times", 1).add("nodes-cut", struck.size()).did(kind()));
  }

  private Map<Object, Object> stop(Map<?, ?> value) {
    boolean late = !Boolean.FALSE.equals(Edn.get(value, "late"));
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "late", late);
    Edn.put(told, "nodes", List.copyOf(cut));
    return Edn.put(told, "did", heal(late).did(kind()));
  }

  private Counters heal(boolean late) {
    Counters did = new Counters();
    for (String node : cut) {
      did.addAll(links.healClients(node, late));
    }
    cut.clear();
    return did;
  }

  @Override
  public Map<Object, Object> heal() {
    return heal(true).edn();
  }
}
