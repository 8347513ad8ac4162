package dev.ariadne.server.http;

import dev.ariadne.server.kv.Limits;

/**
 * What clients may take of a node. A request over a bound gets an answer that says so, and has
 * certainly not happened.
 *
 * @param limits on keys (414) and values (413)
 * @param headerBytesMax all header lines of a request together (431)
 * @param headerLinesMax header lines of a request (431)
 * @param connectionsMax open at a time. At the bound the connection that has waited longest for a
 *     request makes room for the next one; if none has waited for {@code evictMillis}, some more
 *     connections get 503 before they are closed, the others nothing
 * @param requestsMax being answered by the node at a time (503)
 * @param requestBytesMax heads and bodies of all requests that are arriving or being answered,
 *     beyond the {@link #ROOM_BYTES} that each connection has for itself (503)
 * @param answerBytesMax bodies of all answers that are being sent, beyond the {@link #ROOM_BYTES}
 *     of each connection; a read whose answer does not fit gets 503
 * @param idleMillis a connection on which no request begins for so long, or whose request's head is
 *     not complete by then, is closed without a word
 * @param evictMillis how long a connection may wait for a request undisturbed, however many others
 *     come
 * @param bodyMillis a request's body arrives within this time of its head (408)
 * @param writeMillis a response is taken within this time, or the connection is closed
 */
public record HttpBounds(
    Limits limits,
    int headerBytesMax,
    int headerLinesMax,
    int connectionsMax,
    int requestsMax,
    long requestBytesMax,
    long answerBytesMax,
    long idleMillis,
    long evictMillis,
    long bodyMillis,
    long writeMillis) {

  /** What each connection may hold of a request, and of an answer, whatever the others hold. */
  public static final int ROOM_BYTES = 4096;

  /**
   * What a connection takes of the heap at the most, in bytes: its objects, which a test measures,
   * and its room for a request.
   */
  public static final int CONNECTION_BYTES = 10 * 1024 + ROOM_BYTES;

  /** No heap, however large, makes it take more connections than this. */
  public static final int CONNECTIONS_MAX = 4096;

  private static final long BYTES_MAX = 128L << 20;

  /** The smallest bound that still takes a few of the largest values. */
  private static final long BYTES_MIN = 4L << 20;

  private static final long MIB = 1L << 20;

  /** Those of a node with a heap of 256 MiB. */
  public static final HttpBounds DEFAULT = of(256 * MIB, CONNECTIONS_MAX);

  /**
   * The bounds that fit in with a heap: a quarter of it for connections, a sixteenth for requests
   * and another one for answers.
   *
   * @param heapBytes the largest that the heap may become
   * @param connectionsMax for which there are file descriptors, at least 1
   */
  public static HttpBounds of(long heapBytes, int connectionsMax) {
    long fitting = Math.max(1, heapBytes / 4 / CONNECTION_BYTES);
    long bytes = Math.clamp(heapBytes / 16, BYTES_MIN, BYTES_MAX);
    return new HttpBounds(
        Limits.DEFAULT,
        64 << 10,
        128,
        (int) Math.min(Math.min(connectionsMax, CONNECTIONS_MAX), fitting),
        2048,
        bytes,
        bytes,
        60_000,
        1_000,
        30_000,
        30_000);
  }
}
