package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.RequestId;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers of a request that say how it is meant, by their name in small letters. Headers that
 * are not about keys are left alone, but an {@code Ariadne-} header that does not exist is an
 * error: whoever sends it counts on something that would not happen.
 */
record Options(Map<String, String> values) {

  static final String IF_MATCH = "if-match";
  static final String IF_NONE_MATCH = "if-none-match";
  static final String IF_VALUE = "ariadne-if-value";
  static final String READ = "ariadne-read";
  static final String REQUEST = "ariadne-request";
  static final String INCARNATION = "ariadne-incarnation";

  private static final String OWN_PREFIX = "ariadne-";
  private static final String PARTIAL = "content-range";

  /** Looked up, never walked through. */
  private static final Set<String> KNOWN =
      Set.of(IF_MATCH, IF_NONE_MATCH, IF_VALUE, READ, REQUEST, INCARNATION);

  static Options of(Iterable<Map.Entry<String, String>> headers) throws Rejection {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(name)) {
        if (name.startsWith(OWN_PREFIX)) {
          throw Rejection.badRequest(
              "no header is called "
                  + Rejection.shown(header.getKey())
                  + "; there are Ariadne-If-Value, Ariadne-Incarnation, Ariadne-Read and"
                  + " Ariadne-Request");
        }
        if (name.equals(PARTIAL)) {
          // RFC 9110, 14.5: a part must not be stored as if it were the whole.
          throw Rejection.badRequest("a value is written whole: there is no Content-Range");
        }
        continue;
      }
      if (values.put(name, header.getValue().strip()) != null) {
        throw Rejection.badRequest("the header " + header.getKey() + " is there twice");
      }
    }
    return new Options(values);
  }

  /** Refuses headers that mean nothing here. */
  Options without(String where, String... names) throws Rejection {
    for (String name : names) {
      if (values.containsKey(name)) {
        throw Rejection.badRequest("the header " + name + " means nothing on " + where);
      }
    }
    return this;
  }

  boolean stale() throws Rejection {
    String read = values.get(READ);
    if (read != null && !read.equals("stale")) {
      throw Rejection.badRequest("Ariadne-Read is \"stale\" or absent");
    }
    return read != null;
  }

  /** Which life of a member's disk is meant, if that is said. */
  OptionalLong incarnation() throws Rejection {
    String given = values.get(INCARNATION);
    if (given == null) {
      return OptionalLong.empty();
    }
    if (!given.matches("[0-9a-fA-F]{16}")) {
      throw Rejection.badRequest(
          "Ariadne-Incarnation is 16 hexadecimal digits, as /-/members gives them");
    }
    return OptionalLong.of(Long.parseUnsignedLong(given, 16));
  }

  Optional<RequestId> requestId() throws Rejection {
    String given = values.get(REQUEST);
    if (given == null) {
      return Optional.empty();
    }
    int slash = given.indexOf('/');
    if (slash < 0) {
      throw Rejection.badRequest("Ariadne-Request is CLIENT/SEQUENCE, such as worker-7/42");
    }
    try {
      return Optional.of(
          new RequestId(given.substring(0, slash), number(given.substring(slash + 1))));
    } catch (IllegalArgumentException e) {
      throw Rejection.badRequest(
          "Ariadne-Request is CLIENT/SEQUENCE, such as worker-7/42: " + e.getMessage());
    }
  }

  Condition condition() throws Rejection {
    String revision = values.get(IF_MATCH);
    String absent = values.get(IF_NONE_MATCH);
    String value = values.get(IF_VALUE);
    if ((revision != null ? 1 : 0) + (absent != null ? 1 : 0) + (value != null ? 1 : 0) > 1) {
      throw Rejection.badRequest(
          "a write has at most one of If-Match, If-None-Match and Ariadne-If-Value");
    }
    if (revision != null) {
      return new Condition.RevisionIs(revision(revision));
    }
    if (absent != null) {
      if (!absent.equals("*")) {
        throw Rejection.badRequest("If-None-Match on a write is *: the key has no value");
      }
      return new Condition.Absent();
    }
    return value == null ? new Condition.Always() : new Condition.ValueIs(percentDecoded(value));
  }

  private static long revision(String tag) throws Rejection {
    String wanted = "If-Match is one ETag as the server gave it, such as \"17\"";
    if (tag.length() < 3 || !tag.startsWith("\"") || !tag.endsWith("\"")) {
      throw Rejection.badRequest(wanted);
    }
    try {
      return number(tag.substring(1, tag.length() - 1));
    } catch (IllegalArgumentException e) {
      throw Rejection.badRequest(wanted + ": " + e.getMessage());
    }
  }

  /** Decimal digits and nothing else. */
  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("a number is decimal digits");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number is at most " + Long.MAX_VALUE, e);
    }
  }

  private static Bytes percentDecoded(String text) throws Rejection {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        throw Rejection.badRequest("Ariadne-If-Value is printable ASCII, all else as %XX");
      }
      if (c != '%') {
        decoded.write(c);
        continue;
      }
      if (i + 2 >= text.length()
          || !HexFormat.isHexDigit(text.charAt(i + 1))
          || !HexFormat.isHexDigit(text.charAt(i + 2))) {
        throw Rejection.badRequest("Ariadne-If-Value has a % without two hexadecimal digits");
      }
      decoded.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
      i += 2;
    }
    return Bytes.copyOf(decoded.toByteArray());
  }
}
