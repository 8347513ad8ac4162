package dev.ariadne.server.http;

import dev.ariadne.server.kv.Limits;

/**
 * What clients may take of a node. Whatever is over a bound gets an answer that says so, and has
 * certainly not happened.
 *
 * @param limits on keys (414) and values (413)
 * @param headerBytesMax all headers of a request together (431)
 * @param connectionsMax open at a time; some more get 503 before they are closed, the others
 *     nothing
 * @param requestsMax being answered by the node at a time (503)
 * @param bodyBytesMax of all requests that are arriving or being answered (503)
 * @param idleMillis a connection on which no request begins for so long, or whose request's head is
 *     not complete by then, is closed without a word
 * @param bodyMillis a request's body arrives within this time of its head (408)
 * @param writeMillis a response is taken within this time, or the connection is closed
 */
public record HttpBounds(
    Limits limits,
    int headerBytesMax,
    int connectionsMax,
    int requestsMax,
    long bodyBytesMax,
    long idleMillis,
    long bodyMillis,
    long writeMillis) {

  public static final HttpBounds DEFAULT =
      new HttpBounds(Limits.DEFAULT, 64 << 10, 4096, 2048, 128L << 20, 60_000, 30_000, 30_000);
}
