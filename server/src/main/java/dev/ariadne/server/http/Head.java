package dev.ariadne.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The head of a request, as RFC 9112 has it, with nothing in it that two readers could read in two
 * ways: whatever is doubtful is refused.
 *
 * @param target as it was sent
 * @param minorVersion 1 or 0
 * @param headers in their order, names as they were sent, values without the blanks around them
 * @param body how the body's end is found
 * @param keepAlive whether the client wants another request on this connection
 * @param expectsContinue whether the client waits for leave to send the body
 */
record Head(
    String method,
    String target,
    int minorVersion,
    List<Map.Entry<String, String>> headers,
    Length body,
    boolean keepAlive,
    boolean expectsContinue) {

  /** How long a body is (RFC 9112, 6.3). */
  sealed interface Length {
    /** Nothing is said of a body, so there is none. */
    record Absent() implements Length {}

    /** {@code Content-Length}. */
    record Known(long bytes) implements Length {}

    /** {@code Transfer-Encoding: chunked}. */
    record Chunked() implements Length {}
  }

  /** More digits than that are a length that nobody takes, and need not be counted. */
  private static final int LENGTH_DIGITS_MAX = 18;

  /** The characters of a token (RFC 9110, 5.6.2) beside letters and digits. */
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /**
   * What a host's name may hold beside letters and digits: as RFC 3986, 3.2.2, but no comma, which
   * stands between the values of two headers that were made one.
   */
  private static final String HOST_MARKS = "-._~%!$&'()*+;=";

  /**
   * Takes a head apart.
   *
   * @param lines the request's line and the header lines, without their ends. None has a control
   *     character in it but tabs; each char is a byte
   * @throws Rejection with the answer, after which the connection has to be closed, since nobody
   *     can tell where the next request begins
   */
  static Head of(List<String> lines) throws Rejection {
    String[] first = lines.getFirst().split(" ", -1);
    if (first.length != 3 || !isToken(first[0]) || first[1].isEmpty()) {
      throw notHttp("a request's line is METHOD TARGET VERSION, with one space between");
    }
    if (first[1].indexOf('\t') >= 0) {
      throw notHttp("there is a tab in the request's target");
    }
    int minor = minorVersion(first[2]);
    List<Map.Entry<String, String>> headers = new ArrayList<>(lines.size() - 1);
    for (String line : lines.subList(1, lines.size())) {
      headers.add(header(line));
    }
    checkHost(minor, values(headers, "host"));
    List<String> connection = elements(values(headers, "connection"));
    boolean keepAlive =
        !connection.contains("close") && (minor == 1 || connection.contains("keep-alive"));
    Length body = length(minor, headers);
    return new Head(first[0], first[1], minor, headers, body, keepAlive, expects(minor, headers));
  }

  private static int minorVersion(String version) throws Rejection {
    return switch (version) {
      case "HTTP/1.1" -> 1;
      case "HTTP/1.0" -> 0;
      default ->
          throw version.matches("HTTP/[0-9]\\.[0-9]")
              ? new Rejection(
                  Answer.failed(505, "this server speaks HTTP/1.1 and 1.0, not " + version))
              : notHttp("a request's line ends with HTTP/1.1");
    };
  }

  private static Map.Entry<String, String> header(String line) throws Rejection {
    if (line.startsWith(" ") || line.startsWith("\t")) {
      throw notHttp("a header line begins with a blank: lines cannot be folded");
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw notHttp("a header line has no colon");
    }
    String name = line.substring(0, colon);
    if (!isToken(name)) {
      throw notHttp("a header's name is letters, digits and some marks, with no blank behind it");
    }
    return Map.entry(name, strip(line.substring(colon + 1)));
  }

  private static void checkHost(int minor, List<String> hosts) throws Rejection {
    if (hosts.size() > 1) {
      throw notHttp("there are two Host headers");
    }
    if (hosts.isEmpty() && minor == 1) {
      throw notHttp("HTTP/1.1 wants a Host header");
    }
    if (!hosts.isEmpty() && !hosts.getFirst().isEmpty() && !isAuthority(hosts.getFirst())) {
      throw notHttp("the Host header is HOST or HOST:PORT");
    }
  }

  private static Length length(int minor, List<Map.Entry<String, String>> headers)
      throws Rejection {
    List<String> lengths = values(headers, "content-length");
    List<String> codings = values(headers, "transfer-encoding");
    if (!codings.isEmpty()) {
      if (minor == 0) {
        throw notHttp("HTTP/1.0 has no Transfer-Encoding");
      }
      if (!lengths.isEmpty()) {
        throw notHttp("there are both a Content-Length and a Transfer-Encoding");
      }
      return chunked(elements(codings));
    }
    if (lengths.size() > 1) {
      throw notHttp("there are two Content-Length headers");
    }
    return lengths.isEmpty() ? new Length.Absent() : known(lengths.getFirst());
  }

  private static Length chunked(List<String> codings) throws Rejection {
    if (codings.equals(List.of("chunked"))) {
      return new Length.Chunked();
    }
    if (codings.isEmpty()
        || !codings.getLast().equals("chunked")
        || codings.indexOf("chunked") < codings.size() - 1) {
      throw notHttp("a Transfer-Encoding ends with chunked, and has it once");
    }
    throw new Rejection(Answer.failed(501, "the only Transfer-Encoding that is taken is chunked"));
  }

  private static Length known(String digits) throws Rejection {
    if (digits.isEmpty() || !digits.chars().allMatch(Head::isDigit)) {
      throw notHttp("Content-Length is decimal digits");
    }
    // Long.MAX_VALUE is too large for everybody, and so is answered with 413.
    return new Length.Known(
        digits.length() > LENGTH_DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits));
  }

  private static boolean expects(int minor, List<Map.Entry<String, String>> headers)
      throws Rejection {
    List<String> expected = minor == 0 ? List.of() : elements(values(headers, "expect"));
    if (expected.stream().anyMatch(each -> !each.equals("100-continue"))) {
      throw new Rejection(Answer.failed(417, "only 100-continue can be expected"));
    }
    return !expected.isEmpty();
  }

  /** The values of all headers of a name, which is in small letters. */
  private static List<String> values(List<Map.Entry<String, String>> headers, String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The elements of a list that may be spread over several headers, in small letters. */
  private static List<String> elements(List<String> values) {
    List<String> elements = new ArrayList<>();
    for (String value : values) {
      for (String element : value.split(",", -1)) {
        elements.add(strip(element).toLowerCase(Locale.ROOT));
      }
    }
    return elements;
  }

  /** Whether this is HOST or HOST:PORT (RFC 3986, 3.2), with a host that is not empty. */
  static boolean isAuthority(String text) {
    int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    String host = end < 0 ? text : text.substring(0, end);
    String port = end < 0 ? "" : text.substring(end);
    return isHost(host)
        && (port.isEmpty()
            || (port.startsWith(":") && port.chars().skip(1).allMatch(Head::isDigit)));
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return host.length() > 2
          && host.chars()
              .skip(1)
              .limit(host.length() - 2L)
              .allMatch(c -> isLetterOrDigit(c) || c == ':' || c == '.');
    }
    return !host.isEmpty()
        && host.chars().allMatch(c -> isLetterOrDigit(c) || HOST_MARKS.indexOf(c) >= 0);
  }

  private static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Head::isTokenChar);
  }

  static boolean isTokenChar(int c) {
    return isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Without blanks around it; not String.strip, to which a byte of a name may be a blank. */
  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static Rejection notHttp(String why) {
    return Rejection.badRequest("this is not HTTP: " + why);
  }
}
