package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.Deck;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes that faults strike.
 *
 * @param names in the cluster's order
 * @param keeper the node whose log is to be replayed from its first entry. It is struck as the
 *     leader or together with all, but not singled out: a node that falls far behind is given a
 *     snapshot, and its log has a gap.
 */
record Nodes(List<String> names, String keeper) {

  Nodes {
    names = List.copyOf(names);
  }

  /** All in the order in which a fault takes them, as many as it wants: the keeper comes last. */
  List<String> order(String kind, Choices choices, long turn) {
    Deck<String> deck = new Deck<>("nemesis/" + kind + "/nodes", names);
    List<String> order = new ArrayList<>(deck.shuffled(choices, turn));
    if (order.remove(keeper)) {
      order.add(keeper);
    }
    return order;
  }

  /** As many as a majority can do without, but at least one. */
  int minority() {
    return Math.max(1, (names.size() - 1) / 2);
  }
}
