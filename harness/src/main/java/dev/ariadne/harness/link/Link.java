package dev.ariadne.harness.link;

import java.util.Comparator;

/** The way from one node to another, by their names. */
public record Link(String from, String to) implements Comparable<Link> {

  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::from).thenComparing(Link::to);

  /** The same way in the other direction. */
  public Link back() {
    return new Link(to, from);
  }

  @Override
  public int compareTo(Link other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return from + "->" + to;
  }
}
