package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which nodes a fault strikes. */
enum NodeSelector {
  ONE,
  /** As many as a majority can do without; one in clusters of one or two. */
  MINORITY,
  /** Whoever leads when it strikes; some node if nobody is known to. */
  LEADER,
  ALL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target of a turn as it stands in an operation before it is carried out. */
  static Map<Object, Object> deal(String kind, Choices choices, long turn, Nodes nodes) {
    NodeSelector target =
        new ShuffledDeck<>("nemesis/" + kind + "/target", List.of(values())).deal(choices, turn);
    List<String> order = nodes.order(kind, choices, turn);
    int count =
        switch (target) {
          case ONE, LEADER -> 1;
          case MINORITY -> nodes.minority();
          case ALL -> nodes.names().size();
        };
    Map<Object, Object> value = Edn.map();
    Edn.put(value, "target", Edn.keyword(target.word()));
    // For a leader: the node to take if nobody is known to lead.
    Edn.put(value, "nodes", order.subList(0, count).stream().sorted().toList());
    return value;
  }

  /** The nodes to strike now; the leader is put in its place. */
  static List<String> resolve(
      Map<?, ?> value, Optional<Capability.Roles.Leader> leader, Nodes nodes) {
    boolean wanted = Edn.name(value, "target", "").equals(LEADER.word());
    return wanted && leader.isPresent()
        ? List.of(leader.get().node())
        : nodes.inPlaceOf(Edn.strings(value, "nodes"));
  }

  /** Notes who led. */
  static void tell(Map<Object, Object> value, Optional<Capability.Roles.Leader> leader) {
    leader.ifPresent(
        known -> {
          Edn.put(value, "leader", known.node());
          Edn.put(value, "term", known.term());
        });
  }
}
