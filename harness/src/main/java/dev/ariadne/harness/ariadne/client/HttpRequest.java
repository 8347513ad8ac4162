package dev.ariadne.harness.ariadne.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A request.
 *
 * @param path the path from its first slash on, percent-encoded
 * @param headers complete lines without line ends, such as {@code If-None-Match: *}
 * @param body the body, sent as UTF-8; empty for a GET
 */
public record HttpRequest(String method, String path, List<String> headers, Optional<String> body) {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  public static HttpRequest get(String path, String... headers) {
    return new HttpRequest("GET", path, List.of(headers), Optional.empty());
  }

  public static HttpRequest put(String path, String body, String... headers) {
    return new HttpRequest("PUT", path, List.of(headers), Optional.of(body));
  }

  public static HttpRequest post(String path, String body, String... headers) {
    return new HttpRequest("POST", path, List.of(headers), Optional.of(body));
  }

  /** A request to remove a member, if it still has this incarnation. */
  public static HttpRequest deleteMember(int id, long incarnation) {
    return new HttpRequest(
        "DELETE",
        "/" + id,
        List.of("Ariadne-Incarnation: %016x".formatted(incarnation)),
        Optional.empty());
  }

  /** The same with one header line more. */
  public HttpRequest with(String header) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    return new HttpRequest(method, path, List.copyOf(more), body);
  }

  /**
   * Encodes a part of a path or the value of a header: all but unreserved characters (RFC 3986).
   */
  public static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          c < 0x80
              && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~');
      if (unreserved) {
        encoded.append(c);
      } else {
        HEX.toHexDigits(encoded.append('%'), b);
      }
    }
    return encoded.toString();
  }

  /** The bytes of the request. */
  byte[] bytes(String host) {
    byte[] content = body.orElse("").getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (body.isPresent()) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[start.length + content.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
    return whole;
  }
}
