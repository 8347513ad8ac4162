package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The nodes that faults strike.
 *
 * <p>Whom a fault is to strike is decided by the seed, when nobody can know yet who will be there:
 * it is decided about the first nodes. When it strikes and others have come and gone, those that
 * are there now stand in for them.
 *
 * @param names of the first nodes, in the cluster's order
 * @param keeper the node whose log is to be replayed from its first entry. It is struck as the
 *     leader or together with all, but not singled out: a node that falls far behind is given a
 *     snapshot, and its log has a gap. It is always there.
 * @param present the nodes that there are now
 */
record Nodes(List<String> names, String keeper, Supplier<List<String>> present) {

  Nodes {
    names = List.copyOf(names);
  }

  /** All in the order in which a fault takes them, as many as it wants: the keeper comes last. */
  List<String> order(String kind, Choices choices, long turn) {
    ShuffledDeck<String> deck = new ShuffledDeck<>("nemesis/" + kind + "/nodes", names);
    List<String> order = new ArrayList<>(deck.shuffled(choices, turn));
    if (order.remove(keeper)) {
      order.add(keeper);
    }
    return order;
  }

  /** Returns the number of nodes that a majority can do without, but at least one. */
  int minority() {
    return Math.max(1, (names.size() - 1) / 2);
  }

  List<String> now() {
    return present.get();
  }

  /**
   * The nodes to strike now.
   *
   * @param chosen some of the first ones, or all, in any order
   * @return these, or others in their place; all that there are if all were chosen
   */
  List<String> inPlaceOf(List<String> chosen) {
    List<String> now = now();
    if (now.equals(names)) {
      return chosen;
    }
    List<String> others = new ArrayList<>(now);
    others.remove(keeper);
    Set<String> struck = new LinkedHashSet<>();
    for (String name : chosen) {
      if (name.equals(keeper)) {
        struck.add(keeper);
      } else if (!others.isEmpty()) {
        // The latest newcomer's number takes each of them into another's place in its time.
        int shift = Integer.parseInt(now.getLast().substring(1));
        struck.add(others.get((names.indexOf(name) + shift) % others.size()));
      }
    }
    if (chosen.size() == names.size()) {
      struck.addAll(now);
    }
    return List.copyOf(struck);
  }
}
