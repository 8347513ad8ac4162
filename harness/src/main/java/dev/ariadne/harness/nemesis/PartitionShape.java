package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinksAround;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The shapes of partitions. A shape decides which pairs of nodes are cut off from each other. */
enum PartitionShape {
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
  ONE_WAY_HALVES,
  /** A third of the nodes, rounded down but at least one, from the others. */
  MINORITY_THIRD,
  /** Two fifths of the nodes, rounded down but at least one, from the others. */
  TWO_FIFTHS,
  /**
   * The nodes stand in a ring, and each sees its neighbours as far as a majority needs: every node
   * sees a majority, and no two see the same. With three nodes or fewer there is no such ring, and
   * it is a bridge.
   */
  MAJORITIES_RING,
  /** Two halves that see each other only through one node. With two nodes one is cut off. */
  BRIDGE,
  /** Several nodes, together a minority, each alone. */
  SEVERAL,
  /** Three groups, none of which is a majority from five nodes on. */
  SHATTERED;

  /** Links as lists of two names, which is how they stand in a history. */
  static List<List<String>> edn(Collection<Link> links) {
    return links.stream().map(link -> List.of(link.from(), link.to())).toList();
  }

  boolean ofLeader() {
    return target() == NodeSelector.LEADER;
  }

  /** What a fault of this shape is aimed at. */
  NodeSelector target() {
    return switch (this) {
      case ONE, DEAF_ONE -> NodeSelector.ONE;
      case LEADER, DEAF_LEADER, MUTE_LEADER -> NodeSelector.LEADER;
      case HALVES, ONE_WAY_HALVES, MINORITY_THIRD, TWO_FIFTHS, SEVERAL -> NodeSelector.MINORITY;
      case MAJORITIES_RING, BRIDGE, SHATTERED -> NodeSelector.ALL;
    };
  }

  /** The nodes that it is about, from all nodes in the order in which a fault takes them. */
  List<String> choose(List<String> order, int minority) {
    int size = order.size();
    return switch (this) {
      case ONE, LEADER, DEAF_LEADER, MUTE_LEADER, DEAF_ONE -> sorted(order.subList(0, 1));
      case HALVES, ONE_WAY_HALVES, SEVERAL -> sorted(order.subList(0, minority));
      case MINORITY_THIRD -> sorted(order.subList(0, Math.max(1, size / 3)));
      case TWO_FIFTHS -> sorted(order.subList(0, Math.max(1, 2 * size / 5)));
      case MAJORITIES_RING, BRIDGE, SHATTERED -> List.copyOf(order);
    };
  }

  private static List<String> sorted(List<String> nodes) {
    return nodes.stream().sorted().toList();
  }

  /**
   * The links to cut.
   *
   * @param chosen as from {@link #choose}, in that order
   * @param names all nodes
   */
  List<Link> links(List<String> chosen, List<String> names) {
    return switch (this) {
      case ONE, HALVES, LEADER, MINORITY_THIRD, TWO_FIFTHS -> LinksAround.both(chosen, names);
      case DEAF_LEADER, DEAF_ONE, ONE_WAY_HALVES -> LinksAround.into(chosen, names);
      case MUTE_LEADER -> LinksAround.outOf(chosen, names);
      case MAJORITIES_RING -> ring(chosen);
      case BRIDGE -> bridge(chosen);
      case SEVERAL -> {
        List<Link> links = new ArrayList<>(LinksAround.both(chosen, names));
        apart(chosen, (one, other) -> true, links);
        yield links;
      }
      case SHATTERED -> {
        List<Link> links = new ArrayList<>();
        apart(chosen, (one, other) -> one * 3 / chosen.size() != other * 3 / chosen.size(), links);
        yield links;
      }
    };
  }

  private static List<Link> ring(List<String> ring) {
    int size = ring.size();
    if (size <= 3) {
      return bridge(ring);
    }
    // With itself and so many neighbours on either side a node sees size / 2 + 1 or one more.
    int reach = (size / 2 + 1) / 2;
    List<Link> links = new ArrayList<>();
    apart(
        ring,
        (one, other) -> {
          int distance = Math.abs(one - other);
          return Math.min(distance, size - distance) > reach;
        },
        links);
    return links;
  }

  /** The node in the middle sees all. */
  private static List<Link> bridge(List<String> row) {
    int middle = row.size() / 2;
    List<Link> links = new ArrayList<>();
    boolean none = row.size() < 3;
    apart(
        row,
        (one, other) -> none || one < middle && other > middle || one > middle && other < middle,
        links);
    return links;
  }

  /** Decides whether two nodes, by their places in a list, are cut off from each other. */
  private interface Apart {
    boolean test(int one, int other);
  }

  private static void apart(List<String> nodes, Apart apart, List<Link> links) {
    for (int one = 0; one < nodes.size(); one++) {
      for (int other = 0; other < nodes.size(); other++) {
        if (one != other && apart.test(one, other)) {
          links.add(new Link(nodes.get(one), nodes.get(other)));
        }
      }
    }
  }
}
