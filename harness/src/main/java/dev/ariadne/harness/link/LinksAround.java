package dev.ariadne.harness.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The links between a group of nodes and all other nodes. */
public final class LinksAround {

  private LinksAround() {}

  /** The links into the group: without them it hears no other node. */
  public static List<Link> into(Collection<String> group, Collection<String> nodes) {
    return of(group, nodes, true, false);
  }

  /** The links out of the group: without them no other node hears it. */
  public static List<Link> outOf(Collection<String> group, Collection<String> nodes) {
    return of(group, nodes, false, true);
  }

  /** The links in both directions: without them the group is cut off. */
  public static List<Link> both(Collection<String> group, Collection<String> nodes) {
    return of(group, nodes, true, true);
  }

  private static List<Link> of(
      Collection<String> group, Collection<String> nodes, boolean into, boolean outOf) {
    List<Link> links = new ArrayList<>();
    for (String inside : group) {
      for (String outside : nodes) {
        if (!group.contains(outside)) {
          if (into) {
            links.add(new Link(outside, inside));
          }
          if (outOf) {
            links.add(new Link(inside, outside));
          }
        }
      }
    }
    return links;
  }
}
