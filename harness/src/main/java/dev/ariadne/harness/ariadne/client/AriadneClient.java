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
 * A client that talks to one node over HTTP.
 *
 * <p>It knows these operations, with values as in Jepsen. {@code read [k nil]} completes as {@code
 * [k v]} or {@code [k :absent]}. {@code write [k v]} sets a value; {@code :absent} deletes it.
 * {@code cas [k [old new]]} compares and sets; old may be {@code :absent}. Values are integers,
 * stored as decimal text. A read that finds any other text completes with this text.
 *
 * <p>{@code add [k v]} is a write with another name. {@code append [k e]} puts {@code e} and a
 * comma behind the text, so that a read finds a list. {@code increment [k n]} completes with the
 * new number under {@code :result}. An operation with {@code :request} is sent with that request
 * id. An operation with {@code :tries} is a later try, and waits a little.
 *
 * <p>The completions tell what is certain:
 *
 * <table>
 * <caption>Completions</caption>
 * <tr><th>the exchange</th><th>read</th><th>write, cas, append, increment</th></tr>
 * <tr><td>200, 404 / 204, 200</td><td>ok</td><td>ok</td></tr>
 * <tr><td>nothing was sent: no connection for half a second</td><td>fail</td><td>fail</td></tr>
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
   * The time limit from connecting to the end of the answer. It is longer than the server's own
   * limit ({@code --request-timeout-ms}, 5 s), so that a node has time to report the outcome of a
   * request.
   */
  public static final Duration LIMIT = Duration.ofSeconds(7);

  /**
   * The time for which a node that cannot be reached is tried again. A dead node must not keep a
   * client busy.
   */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

  /**
   * The pause before the second try of an operation with an unknown outcome. It is twice as long
   * before the third, and so on.
   */
  private static final Duration BETWEEN_DOUBTFUL_TRIES = Duration.ofMillis(250);

  private final HttpClientConnection connection;
  private final RevisionCache revisions;
  private final boolean staleReads;
  private final Duration patience;
  private volatile boolean closed;

  /**
   * @param revisions the revisions that all clients together have seen
   * @param patience the time for which an operation is tried again while nothing of it could be
   *     sent
   * @param limit the time limit of each try
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
      // An error in this client: the operation completes nevertheless.
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

  /** Sends a request. It is repeated only if it has certainly not been sent. */
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
