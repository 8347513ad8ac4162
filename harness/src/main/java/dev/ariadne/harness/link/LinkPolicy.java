package dev.ariadne.harness.link;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
 *   <li>On a slow link what comes waits until its time, in order; once the link is slow no more, it
 *       waits no longer. Making a connection is not slowed down, only what is said on it.
 * </ul>
 *
 * @param cut the links that are cut
 * @param slow the links that are slow, and how slow
 * @param waitingBytesMax how many bytes of one connection may wait, one way, at least 1
 */
public record LinkPolicy(
    SortedSet<Link> cut, SortedMap<Link, Slowness> slow, long waitingBytesMax) {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /**
   * How slow a link is.
   *
   * @param delayNanos from a byte's coming to its arrival at the earliest, at least 0
   * @param bytesPerSecond of one connection, one way; 0 for no limit
   */
  public record Slowness(long delayNanos, long bytesPerSecond) {

    public Slowness {
      if (delayNanos < 0 || bytesPerSecond < 0) {
        throw new IllegalArgumentException(delayNanos + " ns, " + bytesPerSecond + " B/s");
      }
    }

    /**
     * When the line has taken bytes in, so that the next can follow.
     *
     * @param freeNanos when it had taken in all before them
     */
    public long taken(long nowNanos, long freeNanos, long bytes) {
      // Times of System.nanoTime: only their differences mean anything.
      long from = freeNanos - nowNanos > 0 ? freeNanos : nowNanos;
      return bytesPerSecond == 0 ? from : from + bytes * NANOS_PER_SECOND / bytesPerSecond;
    }
  }

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
    slow = Collections.unmodifiableSortedMap(new TreeMap<>(slow));
  }

  /** Everything flows. */
  public static LinkPolicy open(long waitingBytesMax) {
    return new LinkPolicy(new TreeSet<>(), new TreeMap<>(), waitingBytesMax);
  }

  /** With this link cut; no change if it is. */
  public LinkPolicy withCut(Link link) {
    TreeSet<Link> more = new TreeSet<>(cut);
    more.add(link);
    return new LinkPolicy(more, slow, waitingBytesMax);
  }

  /** With this link flowing; no change if it does. */
  public LinkPolicy withHealed(Link link) {
    TreeSet<Link> fewer = new TreeSet<>(cut);
    fewer.remove(link);
    return new LinkPolicy(fewer, slow, waitingBytesMax);
  }

  /** With this link slow; replaces how slow it was. */
  public LinkPolicy withSlow(Link link, Slowness slowness) {
    TreeMap<Link, Slowness> more = new TreeMap<>(slow);
    more.put(link, slowness);
    return new LinkPolicy(cut, more, waitingBytesMax);
  }

  /** With this link as fast as it can be; no change if it is. */
  public LinkPolicy withFast(Link link) {
    TreeMap<Link, Slowness> fewer = new TreeMap<>(slow);
    fewer.remove(link);
    return new LinkPolicy(cut, fewer, waitingBytesMax);
  }

  /** How slow the link is; empty if it is not. */
  public Optional<Slowness> slowness(Link link) {
    return Optional.ofNullable(slow.get(link));
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
