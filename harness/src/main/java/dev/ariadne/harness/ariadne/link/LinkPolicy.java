package dev.ariadne.harness.ariadne.link;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which links flow, and what becomes of what a link carries. A pure value: it knows neither sockets
 * nor simulated messages, only who sends to whom and how much is waiting, so that a cut means the
 * same in every world.
 *
 * <ul>
 *   <li>What a link carries waits while it is cut, in order, the end of a connection too. Nothing
 *       overtakes what waits.
 *   <li>A bounded amount waits; then the sender is made to wait.
 *   <li>A connection is not made over a link that is cut: whoever asked for it waits with it.
 *   <li>On healing, what waited arrives late, or each connection on which something waited is
 *       reset. So what arrives is always a beginning of what was sent, without a gap.
 * </ul>
 *
 * @param cut the links that are cut
 * @param waitingBytesMax how many bytes of one connection may wait, one way, at least 1
 */
public record LinkPolicy(SortedSet<Link> cut, long waitingBytesMax) {

  /** What becomes of a connection when a link that it runs on is healed. */
  public enum Release {
    /** Nothing waited: it goes on as if nothing had been. */
    CONTINUE,
    /** What waited is delivered, and it goes on. */
    DELIVER,
    /** What waited is lost, and with it the connection, at both ends. */
    RESET
  }

  public LinkPolicy {
    if (waitingBytesMax < 1) {
      throw new IllegalArgumentException("waitingBytesMax " + waitingBytesMax + " < 1");
    }
    cut = Collections.unmodifiableSortedSet(new TreeSet<>(cut));
  }

  /** Everything flows. */
  public static LinkPolicy open(long waitingBytesMax) {
    return new LinkPolicy(new TreeSet<>(), waitingBytesMax);
  }

  /** With this link cut; no change if it is. */
  public LinkPolicy withCut(Link link) {
    TreeSet<Link> more = new TreeSet<>(cut);
    more.add(link);
    return new LinkPolicy(more, waitingBytesMax);
  }

  /** With this link flowing; no change if it does. */
  public LinkPolicy withHealed(Link link) {
    TreeSet<Link> fewer = new TreeSet<>(cut);
    fewer.remove(link);
    return new LinkPolicy(fewer, waitingBytesMax);
  }

  /** Whether what the link carries, connections asked for included, may arrive now. */
  public boolean flows(Link link) {
    return !cut.contains(link);
  }

  /** Whether a connection takes more from its sender while so many bytes wait on it. */
  public boolean takesMore(long waitingBytes) {
    return waitingBytes < waitingBytesMax;
  }

  /**
   * What becomes of a connection when the link is healed.
   *
   * @param waits whether anything waits on it on that link: bytes, its end, or its beginning
   * @param late what whoever heals wants done with what waits
   */
  public static Release release(boolean waits, boolean late) {
    if (!waits) {
      return Release.CONTINUE;
    }
    return late ? Release.DELIVER : Release.RESET;
  }
}
