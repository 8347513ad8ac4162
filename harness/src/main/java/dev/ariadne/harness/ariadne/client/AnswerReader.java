package dev.ariadne.harness.ariadne.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Reads one HTTP answer (RFC 9112), either completely or not at all. */
final class AnswerReader {

  static final int HEAD_BYTES_MAX = 16 << 10;
  static final int BODY_BYTES_MAX = 4 << 20;

  private final Socket socket;
  private final InputStream in;
  private final long deadlineNanos;
  private final byte[] buffer = new byte[8 << 10];
  private int position;
  private int end;
  private boolean last;

  AnswerReader(Socket socket, long deadlineNanos) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadlineNanos = deadlineNanos;
  }

  /** The time left in milliseconds, at least 1, because a limit of 0 would mean no limit. */
  static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
  }

  /**
   * Returns true if the server ends the connection after the answer, or nothing more can be read.
   */
  boolean lastOnConnection() {
    return last || position != end;
  }

  /**
   * @param headOnly true if the answer has no body, whatever its headers say
   * @throws SocketTimeoutException at the deadline
   * @throws IOException if the connection breaks before the end, or if the bytes are no HTTP answer
   */
  HttpOutcome.Answered read(boolean headOnly) throws IOException {
    int status;
    Map<String, String> headers;
    do {
      status = status(line(HEAD_BYTES_MAX));
      headers = headers();
    } while (status >= 100 && status < 200);
    last = "close".equalsIgnoreCase(headers.get("connection"));
    boolean none = headOnly || status == 204 || status == 304;
    String body = none ? "" : body(headers);
    return new HttpOutcome.Answered(status, new TreeMap<>(headers), body);
  }

  private static int status(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
      throw new IOException("no HTTP answer: " + line);
    }
    return Integer.parseInt(parts[1]);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    int left = HEAD_BYTES_MAX;
    for (String line = line(left); !line.isEmpty(); line = line(left)) {
      left -= line.length();
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("no header: " + line);
      }
      headers.putIfAbsent(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return headers;
  }

  private String body(Map<String, String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String coding = headers.get("transfer-encoding");
    if (coding != null) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new IOException("unknown transfer coding " + coding);
      }
      chunks(body);
    } else if (headers.containsKey("content-length")) {
      copy(length(headers.get("content-length"), 10), body);
    } else {
      last = true;
      for (int b = next(); b >= 0; b = next()) {
        check(body.size() + 1L);
        body.write(b);
      }
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private void chunks(ByteArrayOutputStream body) throws IOException {
    for (; ; ) {
      String line = line(HEAD_BYTES_MAX);
      int extension = line.indexOf(';');
      long length = length((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
      if (length == 0) {
        headers(); // trailers
        return;
      }
      check(body.size() + length);
      copy(length, body);
      if (!line(2).isEmpty()) {
        throw new IOException("a chunk is longer than it says");
      }
    }
  }

  private static long length(String text, int radix) throws IOException {
    try {
      long length = Long.parseLong(text, radix);
      check(length);
      return length;
    } catch (NumberFormatException e) {
      throw new IOException("no length: " + text, e);
    }
  }

  private static void check(long length) throws IOException {
    if (length < 0 || length > BODY_BYTES_MAX) {
      throw new IOException("a body of more than " + BODY_BYTES_MAX + " bytes");
    }
  }

  private void copy(long length, ByteArrayOutputStream to) throws IOException {
    for (long left = length; left > 0; ) {
      if (position == end && !fill()) {
        throw new EOFException("the connection ended within an answer");
      }
      int part = (int) Math.min(left, end - position);
      to.write(buffer, position, part);
      position += part;
      left -= part;
    }
  }

  private String line(int max) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = next(); b != '\n'; b = next()) {
      if (b < 0) {
        throw new EOFException("the connection ended before the end of an answer");
      }
      if (line.length() >= max) {
        throw new IOException("a head of more than " + HEAD_BYTES_MAX + " bytes");
      }
      line.append((char) b);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  /** The next byte, -1 at the end. */
  private int next() throws IOException {
    return position < end || fill() ? buffer[position++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    socket.setSoTimeout(millisLeft(deadlineNanos));
    position = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }
}
