package dev.ariadne.harness.ariadne.client;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.client.HttpOutcome.Answered;
import dev.ariadne.harness.ariadne.client.HttpOutcome.NotSent;
import dev.ariadne.harness.ariadne.client.HttpOutcome.Unanswered;
import dev.ariadne.harness.cluster.Client;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Talks to one node over its HTTP interface.
 *
 * <p>Operations, with values as on the wire of Jepsen: {@code read [k nil]}, completed as {@code [k
 * v]} or {@code [k :absent]}; {@code write [k v]}, where {@code :absent} takes the value away;
 * {@code cas [k [old new]]}, where old may be {@code :absent}. Values are integers, stored as
 * decimal text; a read that finds anything else is completed with the text itself.
 *
 * <p>Also {@code add [k v]}, which is a write by another name; {@code append [k e]}, which puts
 * {@code e} and a comma behind the text, so that a read finds a list; {@code increment [k n]},
 * completed with the number after it under {@code :result}. An operation with {@code :request} is
 * sent under that name; one with {@code :tries} is not the first, and waits a little.
 *
 * <p>What is certain, and what is not:
 *
 * <table>
 * <caption>Completions</caption>
 * <tr><th>what came of it</th><th>read</th><th>write, cas, append, increment</th></tr>
 * <tr><td>200, 404 / 204, 200</td><td>ok</td><td>ok</td></tr>
 * <tr><td>nothing was sent: no connection, for half a second</td><td>fail</td><td>fail</td></tr>
 * <tr><td>412 on a cas (as {@code :cas-mismatch} or {@code :revision-mismatch}), 409, 413, 503</td>
 * <td>fail</td><td>fail</td></tr>
 * <tr><td>504, no answer in time, a reset, half an answer, any other status</td><td>fail</td>
 * <td>info</td></tr>
 * </table>
 *
 * <p>A read changes nothing, so a failed one certainly had no effect.
 */
public final class AriadneClient implements Client {

  /**
   * From connecting to the end of the answer. Longer than the server's own limit ({@code
   * --request-timeout-ms}, 5 s), so that a node can say what became of a request.
   */
  public static final Duration LIMIT = Duration.ofSeconds(7);

  /**
   * The time for which a node that cannot be reached is tried again. A dead node must not keep a
   * client busy.
   */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

  /** Before the second try of a doubtful operation; twice as long before the third, and so on. */
  private static final Duration BETWEEN_DOUBTFUL_TRIES = Duration.ofMillis(250);

  private final HttpClientConnection connection;
  private final RevisionCache revisions;
  private final boolean staleReads;
  private final Duration patience;
  private volatile boolean closed;

  /**
   * @param revisions what all clients together have seen
   * @param patience for how long an operation of which nothing could be sent is tried again
   * @param limit for each try
   */
  public AriadneClient(
      Supplier<InetSocketAddress> node,
      RevisionCache revisions,
      boolean staleReads,
      Duration patience,
      Duration limit) {
    this.connection = new HttpClientConnection(node, limit);
    this.revisions = revisions;
    this.staleReads = staleReads;
    this.patience = patience;
  }

  @Override
  public void invoke(Op invocation, Consumer<Op> completion) {
    KvOperation call = revisions.known(KvOperation.of(invocation));
    Thread.ofVirtual().start(() -> completion.accept(complete(call)));
  }

  @Override
  public void close() {
    closed = true;
    connection.close();
  }

  private Op complete(KvOperation call) {
    try {
      pauseBeforeALaterTry(call.invocation());
      return switch (exchange(RequestEncoder.of(call, staleReads, value -> value))) {
        case Answered answer -> {
          Op op = Completions.answered(call, answer.status(), answer.body());
          revisions.note(call, op, answer.header(RevisionCache.HEADER));
          yield op;
        }
        case NotSent not -> Completions.notSent(call, not.why());
        case Unanswered un -> Completions.noAnswer(call, un.why());
      };
    } catch (RuntimeException e) {
      // A mistake of this client's: whoever waits for the completion gets one all the same.
      return Completions.clientFailed(call, e.toString());
    }
  }

  /**
   * Waits before an operation in doubt is sent again, longer each time: an election takes a second
   * or two.
   */
  private void pauseBeforeALaterTry(Op invocation) {
    if (invocation.extra().get("tries") instanceof Long tries) {
      long until = System.nanoTime() + (tries - 1) * BETWEEN_DOUBTFUL_TRIES.toNanos();
      while (!closed && System.nanoTime() - until < 0) {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** Only what has certainly not been sent is ever tried again. */
  private HttpOutcome exchange(HttpRequest ask) {
    long deadline = System.nanoTime() + patience.toNanos();
    HttpOutcome outcome = connection.exchange(ask);
    while (outcome instanceof NotSent && !closed && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      outcome = connection.exchange(ask);
    }
    return outcome;
  }
}
