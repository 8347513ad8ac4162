package dev.ariadne.harness.ariadne.client;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes the completion of an operation from its exchange with a node. Live and simulated runs share
 * it. The table is at {@link AriadneClient}.
 */
public final class Completions {

  /** The value that stands for a key without a value. */
  public static final Keyword ABSENT = new Keyword("absent");

  /**
   * The error if a compare-and-set by revision found another revision. This tells nothing about the
   * value.
   */
  private static final Keyword REVISION_MISMATCH = new Keyword("revision-mismatch");

  /** The most characters of a body that an error quotes. */
  private static final int QUOTE_MAX = 200;

  private Completions() {}

  /** Nothing of the request was sent, so the operation certainly did not happen. */
  public static Op notSent(KvOperation call, String why) {
    return failed(call, error("not-sent", why));
  }

  /** The request was sent, and no answer came. */
  public static Op noAnswer(KvOperation call, String why) {
    return doubtful(call, error("no-answer", why));
  }

  /** The client itself failed, before or after the request was sent. */
  static Op clientFailed(KvOperation call, String why) {
    return doubtful(call, error("client-failed", why));
  }

  /** The node has answered. */
  public static Op answered(KvOperation call, int status, String body) {
    return switch (call) {
      case KvOperation.Read read when status == 200 -> found(read, value(body));
      case KvOperation.Read read when status == 404 -> found(read, ABSENT);
      case KvOperation.Write write when status == 204 -> completed(write, Op.Type.OK);
      case KvOperation.Delete delete when status == 204 || status == 404 ->
          completed(delete, Op.Type.OK);
      case KvOperation.Cas cas when status == 204 -> completed(cas, Op.Type.OK);
      case KvOperation.Append append when status == 200 -> completed(append, Op.Type.OK);
      case KvOperation.Increment increment when status == 200 -> counted(increment, value(body));
      case KvOperation.Cas cas when status == 412 ->
          failed(cas, cas.revision().isPresent() ? REVISION_MISMATCH : Output.CAS_MISMATCH);
      case KvOperation any when status == 409 -> failed(any, error("refused", body));
      case KvOperation any when status == 413 -> failed(any, error("too-large", body));
      case KvOperation any when status == 503 -> failed(any, error("unavailable", body));
      case KvOperation any when status == 504 -> doubtful(any, error("unknown", body));
      case KvOperation any -> doubtful(any, error("http-" + status, body));
    };
  }

  /**
   * A number or a list as this client writes them. Any other text stays a text, which no client
   * wrote.
   */
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

  private static Op found(KvOperation.Read read, Object value) {
    return op(read.invocation(), Op.Type.OK, Arrays.asList(read.key(), value), null);
  }

  /** An increment whose answer is the new number. */
  private static Op counted(KvOperation.Increment increment, Object number) {
    Op op = completed(increment, Op.Type.OK);
    op.extra().put("result", number);
    return op;
  }

  private static Op completed(KvOperation call, Op.Type type) {
    return op(call.invocation(), type, call.invocation().value(), null);
  }

  private static Op failed(KvOperation call, Object error) {
    return op(call.invocation(), Op.Type.FAIL, call.invocation().value(), error);
  }

  private static Op doubtful(KvOperation call, Object error) {
    Op.Type type =
        switch (call) {
          case KvOperation.Read read -> Op.Type.FAIL;
          case KvOperation.Write write -> Op.Type.INFO;
          case KvOperation.Delete delete -> Op.Type.INFO;
          case KvOperation.Cas cas -> Op.Type.INFO;
          case KvOperation.Append append -> Op.Type.INFO;
          case KvOperation.Increment increment -> Op.Type.INFO;
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
