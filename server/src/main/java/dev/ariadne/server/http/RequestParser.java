package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.PeerUrl;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Decimal;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  private static final String HEALTH = "/-/health";
  private static final String METRICS = "/-/metrics";
  private static final String DELETE = "/-/delete";
  private static final String APPEND = "/-/append";
  private static final String INCREMENT = "/-/increment";

  private static final List<String> CHANGES = List.of(DELETE, APPEND, INCREMENT);

  private static final String MEMBERS = "/-/members";

  private static final String HTTP = "http://";

  private static final String KEY_METHODS = "PUT, GET, POST, DELETE";

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
    requireKey(key);
    return switch (method) {
      case "GET" -> get(key, Options.of(headers));
      case "PUT" -> put(key, Options.of(headers));
      case "POST", "DELETE" -> member(method, key, Options.of(headers));
      default -> throw methodNotAllowed(KEY_METHODS);
    };
  }

  private Parsed get(String key, Options options) throws Rejection {
    // If-None-Match on a GET only saves bytes, so it may be ignored; browsers send it.
    options.without(
        "GET", Options.IF_MATCH, Options.IF_VALUE, Options.REQUEST, Options.INCARNATION);
    return new Parsed.Ask(new Request.Get(key, options.stale()));
  }

  private Parsed put(String key, Options options) throws Rejection {
    options.without("PUT", Options.READ, Options.INCARNATION);
    Condition condition = condition(options);
    Optional<RequestId> id = options.requestId();
    return new Parsed.AskWithBody(body -> new Request.Put(key, body, condition, id));
  }

  private Condition condition(Options options) throws Rejection {
    Condition condition = options.condition();
    if (condition instanceof Condition.ValueIs(Bytes value) && !limits.takesValue(value.length())) {
      throw new Rejection(Answers.tooLarge(limits.valueBytesMax()));
    }
    return condition;
  }

  /** {@code POST /-/delete/KEY} and its like: the key is what follows, byte for byte. */
  private Parsed change(String method, String prefix, String target, Options options)
      throws Rejection {
    String key = target.substring(prefix.length());
    if (!method.equals("POST")) {
      throw methodNotAllowed("POST");
    }
    requireKey(key);
    if (key.startsWith(RESERVED)) {
      throw Rejection.badRequest("below " + RESERVED + " there are no keys");
    }
    options.without(prefix, Options.READ, Options.INCARNATION);
    Optional<RequestId> id = options.requestId();
    return switch (prefix) {
      case DELETE -> new Parsed.Ask(new Request.Delete(key, condition(options), id));
      case APPEND -> {
        Condition condition = condition(options);
        yield new Parsed.AskWithBody(body -> new Request.Append(key, body, condition, id));
      }
      case INCREMENT -> {
        options.without(prefix, Options.IF_MATCH, Options.IF_NONE_MATCH, Options.IF_VALUE);
        yield new Parsed.AskWithBody(body -> new Request.Increment(key, amount(body), id), true);
      }
      default -> throw new AssertionError("no change is called " + prefix);
    };
  }

  private static String peerUrl(Bytes body) throws Rejection {
    String text = body.utf8().strip();
    String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (PeerUrl.isValid(url)) {
      return url;
    }
    throw Rejection.badRequest("the body is the new member's peer URL, " + PeerUrl.FORM);
  }

  private static long amount(Bytes body) throws Rejection {
    if (body.length() == 0) {
      return 1;
    }
    return Decimal.parse(body)
        .orElseThrow(
            () -> Rejection.badRequest("the body is a decimal number of 64 bits, or nothing"));
  }

  private void requireKey(String key) throws Rejection {
    if (!limits.takesKey(key)) {
      throw new Rejection(
          Answer.failed(414, "a key is at most %d bytes".formatted(limits.keyBytesMax())));
    }
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
      throw Rejection.badRequest("no member's number is as large as " + Rejection.shown(id));
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
    if (method.equals("DELETE")) {
      return new Parsed.Ask(new Request.RemoveMember(number, options.incarnation()));
    }
    options.without(method, Options.INCARNATION);
    return new Parsed.AskWithBody(body -> new Request.AddMember(number, peerUrl(body)));
  }

  private Parsed reserved(String method, String target, Options options) throws Rejection {
    for (String prefix : CHANGES) {
      if (target.startsWith(prefix + "/")) {
        return change(method, prefix, target, options);
      }
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (!List.of(STATUS, MEMBERS, HEALTH, METRICS).contains(path)) {
      throw new Rejection(
          Answer.failed(
              404,
              "there is nothing at "
                  + Rejection.shown(path)
                  + "; below /-/ there are "
                  + String.join(", ", STATUS, MEMBERS, HEALTH, METRICS)
                  + " and, followed by a key, "
                  + String.join(", ", CHANGES)));
    }
    if (!method.equals("GET")) {
      throw methodNotAllowed("GET");
    }
    options.without(
        path,
        Options.IF_MATCH,
        Options.IF_VALUE,
        Options.READ,
        Options.REQUEST,
        Options.INCARNATION);
    return new Parsed.Ask(
        switch (path) {
          case HEALTH -> new Request.Health();
          case MEMBERS -> new Request.Members();
          case METRICS -> new Request.Metrics();
          default -> new Request.Status();
        });
  }

  private static Rejection methodNotAllowed(String allowed) {
    return new Rejection(
        Answer.failed(405, "Method not allowed; allowed are " + allowed).with("Allow", allowed));
  }

  /** The path and query, also of a target that names the host as well (RFC 9112, 3.2). */
  private static String originForm(String method, String target) throws Rejection {
    if (target.indexOf('#') >= 0) {
      throw Rejection.badRequest("a request's target has no fragment; in a key, # is %23");
    }
    if (target.startsWith("/")) {
      return target;
    }
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://")) {
      throw new Rejection(Answer.failed(421, "this server speaks http, not https"));
    }
    if (lower.startsWith(HTTP)) {
      return behindAuthority(target.substring(HTTP.length()));
    }
    // The other forms belong to OPTIONS and CONNECT, which there are not.
    throw switch (method) {
      case "GET", "PUT", "POST", "DELETE" ->
          Rejection.badRequest("the request's target begins with /");
      default -> methodNotAllowed(KEY_METHODS);
    };
  }

  /** An empty path is / (RFC 9110, 4.2.3), and a query begins wherever the first ? is. */
  private static String behindAuthority(String rest) throws Rejection {
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
      end++;
    }
    if (!Head.isAuthority(rest.substring(0, end))) {
      // Among others one with a user's name and password (RFC 9110, 4.2.4).
      throw Rejection.badRequest("a target that names the host is http://HOST:PORT/KEY");
    }
    String key = rest.substring(end);
    return key.startsWith("/") ? key : "/" + key;
  }
}
