package dev.ariadne.server.os;

/**
 * What the other servers' connections, and whoever else comes to the peers' port, may take.
 *
 * @param connectionsMax accepted at a time. At the bound one makes room for the next: of those that
 *     no member's frame has come by the one that has been silent longest, else of the members'
 * @param linksMax addresses that have a connection at a time; the one used longest ago makes room
 * @param unfinishedBytesMax all frames together that have begun and not ended, beyond {@link
 *     Frames.Reader#FREE_BYTES} each. Half of it is for connections that no member's frame has come
 *     by; of these the one that began first makes room, then the frame is refused: its connection
 *     is closed, and raft sends it again
 * @param undeliveredBytesMax all frames that have arrived and that the node's loop has yet to see;
 *     beyond it nothing is read from the connections that bring more
 * @param waitingBytesMax all frames on their way out; beyond it they are dropped, and raft sends
 *     them again
 * @param linkBytesMax of these, frames on their way to one address
 * @param idleMillis a connection by which no member's frame has come, nor any frame for so long, is
 *     closed
 * @param frameMillis so is one on which a frame has begun and nothing has come for so long
 */
public record PeerBounds(
    int connectionsMax,
    int linksMax,
    long unfinishedBytesMax,
    long undeliveredBytesMax,
    long waitingBytesMax,
    long linkBytesMax,
    long idleMillis,
    long frameMillis) {

  /** However large heap and limits are. */
  public static final int CONNECTIONS_MAX = 256;

  public static final int LINKS_MAX = 64;

  private static final long MIB = 1L << 20;

  /** Those of a node with a heap of 1 GiB. */
  public static final PeerBounds DEFAULT = of(1024 * MIB, CONNECTIONS_MAX, LINKS_MAX);

  /**
   * The bounds that fit in with a heap: an eighth of it for frames on their way out, a sixteenth
   * for those that have arrived, a thirty-second for those that are arriving, but always room for
   * the largest frame.
   *
   * @param heapBytes the largest that the heap may become
   */
  public static PeerBounds of(long heapBytes, int connectionsMax, int linksMax) {
    return new PeerBounds(
        connectionsMax,
        linksMax,
        Math.clamp(heapBytes / 32, 2L * Frames.CONTENT_BYTES_MAX, 64 * MIB),
        Math.clamp(heapBytes / 16, 2L * Frames.CONTENT_BYTES_MAX, 64 * MIB),
        Math.clamp(heapBytes / 8, 2L * Frames.CONTENT_BYTES_MAX, 256 * MIB),
        Math.clamp(heapBytes / 16, 2L * Frames.CONTENT_BYTES_MAX, PeerLink.WAITING_BYTES_MAX),
        30_000,
        30_000);
  }
}
