package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Request;
import java.util.Locale;
import java.util.Map;

/**
 * What an HTTP request means. Knows no sockets: a method, a target and headers in, a {@link
 * Request} or an answer out.
 *
 * <p>The key is the request's target as it was sent, query and percent signs included, as in the
 * original. Bytes of the target above 0x7f are characters of their own (ISO 8859-1), so that two
 * targets are one key only if they are the same bytes.
 */
final class RequestParser {

  /** Below here lies everything that is no key. */
  private static final String RESERVED = "/-/";

  private static final String STATUS = "/-/status";

  private static final String MEMBERS = "/-/members";

  private static final String METHODS = "PUT, GET, POST, DELETE";

  private final Limits limits;

  RequestParser(Limits limits) {
    this.limits = limits;
  }

  Parsed parse(String method, String target, Iterable<Map.Entry<String, String>> headers) {
    try {
      String key = originForm(method, target);
      return key.startsWith(RESERVED)
          ? reserved(method, key, Options.of(headers))
          : key(method, key, headers);
    } catch (Rejection rejection) {
      return new Parsed.Immediate(rejection.answer());
    }
  }

  private Parsed key(String method, String key, Iterable<Map.Entry<String, String>> headers)
      throws Rejection {
    if (!limits.takesKey(key)) {
      throw new Rejection(
          Answer.failed(414, "a key is at most %d bytes".formatted(limits.keyBytesMax())));
    }
    return switch (method) {
      case "GET" -> get(key, Options.of(headers));
      case "PUT" -> put(key, Options.of(headers));
      case "POST", "DELETE" -> member(method, key, Options.of(headers));
      default -> throw methodNotAllowed(METHODS);
    };
  }

  private Parsed get(String key, Options options) throws Rejection {
    // If-None-Match on a GET only saves bytes, so it may be ignored; browsers send it.
    options.without("GET", Options.IF_MATCH, Options.IF_VALUE, Options.REQUEST);
    return new Parsed.Ask(new Request.Get(key, options.stale()));
  }

  private Parsed put(String key, Options options) throws Rejection {
    options.without("PUT", Options.READ);
    Condition condition = options.condition();
    if (condition instanceof Condition.ValueIs(Bytes value) && !limits.takesValue(value.length())) {
      throw new Rejection(Answers.tooLarge(limits.valueBytesMax()));
    }
    return new Parsed.AskWithBody(
        new Request.Put(key, Bytes.EMPTY, condition, options.requestId()));
  }

  private static Parsed member(String method, String key, Options options) throws Rejection {
    String id = key.substring(1);
    if (id.isEmpty() || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Rejection.badRequest(
          method + " changes the members: its path is a member's number, such as /4");
    }
    int number;
    try {
      number = Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw Rejection.badRequest("no member's number is as large as " + id);
    }
    if (number < 1) {
      throw Rejection.badRequest("members' numbers begin at 1");
    }
    options.without(
        method,
        Options.IF_MATCH,
        Options.IF_NONE_MATCH,
        Options.IF_VALUE,
        Options.READ,
        Options.REQUEST);
    return method.equals("POST")
        ? new Parsed.AddWithBody(number)
        : new Parsed.Ask(new Request.RemoveMember(number));
  }

  private static Parsed reserved(String method, String target, Options options) throws Rejection {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (!path.equals(STATUS) && !path.equals(MEMBERS)) {
      throw new Rejection(
          Answer.failed(
              404,
              "there is nothing at " + path + "; below /-/ there are " + STATUS + ", " + MEMBERS));
    }
    if (!method.equals("GET")) {
      throw methodNotAllowed("GET");
    }
    options.without(path, Options.IF_MATCH, Options.IF_VALUE, Options.READ, Options.REQUEST);
    return new Parsed.Ask(path.equals(STATUS) ? new Request.Status() : new Request.Members());
  }

  private static Rejection methodNotAllowed(String allowed) {
    return new Rejection(
        Answer.failed(405, "Method not allowed; allowed are " + allowed).with("Allow", allowed));
  }

  /** The path and query, also of a target that names the host as well (RFC 9112, 3.2.2). */
  private static String originForm(String method, String target) throws Rejection {
    if (target.startsWith("/")) {
      return target;
    }
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      int host = target.indexOf("//") + 2;
      int path = target.indexOf('/', host);
      return path < 0 ? "/" : target.substring(path);
    }
    // The other forms belong to OPTIONS and CONNECT, which there are not.
    throw switch (method) {
      case "GET", "PUT", "POST", "DELETE" ->
          Rejection.badRequest("the request's target begins with /");
      default -> methodNotAllowed(METHODS);
    };
  }
}
