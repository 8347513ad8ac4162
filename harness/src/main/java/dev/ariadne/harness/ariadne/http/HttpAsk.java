package dev.ariadne.harness.ariadne.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A request.
 *
 * @param path from the slash on, already percent-encoded
 * @param headers whole lines without their ends, such as {@code If-None-Match: *}
 * @param body sent as UTF-8; none for a GET
 */
public record HttpAsk(String method, String path, List<String> headers, Optional<String> body) {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  public static HttpAsk get(String path, String... headers) {
    return new HttpAsk("GET", path, List.of(headers), Optional.empty());
  }

  public static HttpAsk put(String path, String body, String... headers) {
    return new HttpAsk("PUT", path, List.of(headers), Optional.of(body));
  }

  public static HttpAsk post(String path, String body, String... headers) {
    return new HttpAsk("POST", path, List.of(headers), Optional.of(body));
  }

  /** The same with one header line more. */
  public HttpAsk with(String header) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    return new HttpAsk(method, path, List.copyOf(more), body);
  }

  /** One part of a path or a header's value: all but unreserved characters (RFC 3986) encoded. */
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

  /** As it goes over the wire. */
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
