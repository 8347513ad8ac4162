package dev.ariadne.harness.ariadne;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.http.HttpAsk;
import dev.ariadne.harness.ariadne.http.HttpConnection;
import dev.ariadne.harness.ariadne.http.HttpOutcome;
import dev.ariadne.harness.ariadne.http.HttpOutcome.Answered;
import dev.ariadne.harness.ariadne.http.HttpOutcome.NotSent;
import dev.ariadne.harness.ariadne.http.HttpOutcome.Unanswered;
import dev.ariadne.harness.cluster.Client;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Talks to one node over its HTTP interface.
 *
 * <p>Operations, with values as on the wire of Jepsen: {@code read [k nil]}, completed as {@code [k
 * v]} or {@code [k :absent]}; {@code write [k v]}; {@code cas [k [old new]]}, where old may be
 * {@code :absent}. Values are integers, stored as decimal text; a read that finds anything else is
 * completed with the text itself.
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
 * <tr><td>412 on a cas, 409, 413, 503</td><td>fail</td><td>fail</td></tr>
 * <tr><td>504, no answer in time, a reset, half an answer, any other status</td><td>fail</td>
 * <td>info</td></tr>
 * </table>
 *
 * <p>A read changes nothing, so a failed one certainly had no effect.
 */
final class AriadneClient implements Client {

  /** From connecting to the end of the answer. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  /** How long a node that cannot be reached is tried again; a dead one must not keep us busy. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

  /** Before the second try of a doubtful operation; twice as long before the third, and so on. */
  private static final Duration BETWEEN_DOUBTFUL_TRIES = Duration.ofMillis(250);

  static final Keyword ABSENT = new Keyword("absent");

  /** How much of a body an error quotes, in characters. */
  private static final int QUOTE_MAX = 200;

  private final HttpConnection connection;
  private final boolean staleReads;
  private final Duration patience;
  private volatile boolean closed;

  /**
   * @param patience for how long an operation of which nothing could be sent is tried again
   * @param limit for each try
   */
  AriadneClient(
      Supplier<InetSocketAddress> node, boolean staleReads, Duration patience, Duration limit) {
    this.connection = new HttpConnection(node, limit);
    this.staleReads = staleReads;
    this.patience = patience;
  }

  @Override
  public void invoke(Op invocation, Consumer<Op> completion) {
    Call call = Call.of(invocation);
    Thread.ofVirtual().start(() -> completion.accept(complete(call)));
  }

  @Override
  public void close() {
    closed = true;
    connection.close();
  }

  private Op complete(Call call) {
    try {
      pauseBeforeALaterTry(call.invocation());
      return switch (exchange(ask(call))) {
        case Answered answer -> answered(call, answer);
        case NotSent not -> failed(call, error("not-sent", not.why()));
        case Unanswered un -> doubtful(call, error("no-answer", un.why()));
      };
    } catch (RuntimeException e) {
      // A mistake of this client's: whoever waits for the completion gets one all the same.
      return doubtful(call, error("client-failed", e.toString()));
    }
  }

  /** What was in doubt is sent again a little later each time: a leader takes a second or two. */
  private void pauseBeforeALaterTry(Op invocation) {
    if (invocation.extra().get("tries") instanceof Long tries) {
      long until = System.nanoTime() + (tries - 1) * BETWEEN_DOUBTFUL_TRIES.toNanos();
      while (!closed && System.nanoTime() - until < 0) {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** Only what has certainly not been sent is ever tried again. */
  private HttpOutcome exchange(HttpAsk ask) {
    long deadline = System.nanoTime() + patience.toNanos();
    HttpOutcome outcome = connection.exchange(ask);
    while (outcome instanceof NotSent && !closed && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      outcome = connection.exchange(ask);
    }
    return outcome;
  }

  private HttpAsk ask(Call call) {
    HttpAsk ask = plain(call);
    return call.invocation().extra().get("request") instanceof String name
        ? ask.with("Ariadne-Request: " + name)
        : ask;
  }

  private HttpAsk plain(Call call) {
    String path = "/" + HttpAsk.encoded(call.key().toString());
    return switch (call) {
      case Call.Read read ->
          staleReads ? HttpAsk.get(path, "Ariadne-Read: stale") : HttpAsk.get(path);
      case Call.Write write -> HttpAsk.put(path, write.value().toString());
      case Call.Append append -> HttpAsk.post("/-/append" + path, append.element() + ",");
      case Call.Increment increment ->
          HttpAsk.post("/-/increment" + path, increment.by().toString());
      case Call.Cas cas ->
          HttpAsk.put(
              path,
              cas.to().toString(),
              cas.from().equals(ABSENT)
                  ? "If-None-Match: *"
                  : "Ariadne-If-Value: " + HttpAsk.encoded(cas.from().toString()));
    };
  }

  private static Op answered(Call call, Answered answer) {
    int status = answer.status();
    return switch (call) {
      case Call.Read read when status == 200 -> found(read, value(answer.body()));
      case Call.Read read when status == 404 -> found(read, ABSENT);
      case Call.Write write when status == 204 -> completed(write, Op.Type.OK);
      case Call.Cas cas when status == 204 -> completed(cas, Op.Type.OK);
      case Call.Append append when status == 200 -> completed(append, Op.Type.OK);
      case Call.Increment increment when status == 200 -> counted(increment, value(answer.body()));
      case Call.Cas cas when status == 412 -> failed(cas, new Keyword("cas-mismatch"));
      case Call any when status == 409 -> failed(any, error("refused", answer.body()));
      case Call any when status == 413 -> failed(any, error("too-large", answer.body()));
      case Call any when status == 503 -> failed(any, error("unavailable", answer.body()));
      case Call any when status == 504 -> doubtful(any, error("unknown", answer.body()));
      case Call any -> doubtful(any, error("http-" + status, answer.body()));
    };
  }

  /** A number or a list as this client makes them, otherwise the text, which nobody wrote. */
  private static Object value(String body) {
    if (!body.endsWith(",")) {
      return number(body);
    }
    List<Object> elements = new ArrayList<>();
    for (String element : body.substring(0, body.length() - 1).split(",", -1)) {
      elements.add(number(element));
    }
    return elements;
  }

  private static Object number(String body) {
    try {
      long number = Long.parseLong(body);
      return Long.toString(number).equals(body) ? (Object) number : body;
    } catch (NumberFormatException e) {
      return body;
    }
  }

  private static Op found(Call.Read read, Object value) {
    return op(read.invocation(), Op.Type.OK, Arrays.asList(read.key(), value), null);
  }

  /** An increment whose answer is the number after it. */
  private static Op counted(Call.Increment increment, Object number) {
    Op op = completed(increment, Op.Type.OK);
    op.extra().put("result", number);
    return op;
  }

  private static Op completed(Call call, Op.Type type) {
    return op(call.invocation(), type, call.invocation().value(), null);
  }

  private static Op failed(Call call, Object error) {
    return op(call.invocation(), Op.Type.FAIL, call.invocation().value(), error);
  }

  private static Op doubtful(Call call, Object error) {
    Op.Type type =
        switch (call) {
          case Call.Read read -> Op.Type.FAIL;
          case Call.Write write -> Op.Type.INFO;
          case Call.Cas cas -> Op.Type.INFO;
          case Call.Append append -> Op.Type.INFO;
          case Call.Increment increment -> Op.Type.INFO;
        };
    return op(call.invocation(), type, call.invocation().value(), error);
  }

  private static Object error(String kind, String detail) {
    String text = detail.strip();
    return List.of(
        new Keyword(kind), text.length() <= QUOTE_MAX ? text : text.substring(0, QUOTE_MAX));
  }

  private static Op op(Op invocation, Op.Type type, Object value, Object error) {
    TreeMap<String, Object> extra = new TreeMap<>(invocation.extra());
    if (error != null) {
      extra.put("error", error);
    }
    return new Op(-1, -1, type, invocation.process(), invocation.f(), value, extra);
  }
}
