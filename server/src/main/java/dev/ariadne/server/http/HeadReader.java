package dev.ariadne.server.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Collects the bytes of a request's head. They stay bytes until the head is complete, so that an
 * unfinished head costs what it has sent, however many lines it is.
 */
final class HeadReader {

  /** What a request's first line holds beside the key. */
  private static final int REQUEST_LINE_ROOM_BYTES = 256;

  /** Some clients end a body with a line end too many (RFC 9112, 2.2). */
  private static final int EMPTY_LINES_BEFORE_MAX = 1;

  private static final int FIRST_CAPACITY = 256;
  private static final byte[] NONE = new byte[0];

  private final int lineBytesMax;
  private final int headerBytesMax;
  private final int headerLinesMax;

  private byte[] bytes = NONE;
  private int length;

  /** Where each line begins; the last one is not complete. */
  private List<Integer> lines = new ArrayList<>();

  private int lineStart;
  private int emptyLinesBefore;
  private boolean afterReturn;

  HeadReader(HttpBounds bounds) {
    this.lineBytesMax = bounds.limits().keyBytesMax() + REQUEST_LINE_ROOM_BYTES;
    this.headerBytesMax = bounds.headerBytesMax();
    this.headerLinesMax = bounds.headerLinesMax();
  }

  /**
   * Takes bytes up to the end of the head, and no more.
   *
   * @return the head once it is complete; this reader is then ready for the next one
   * @throws Rejection with the answer, after which the connection has to be closed
   */
  Optional<Head> read(ByteBuf in) throws Rejection {
    while (in.isReadable()) {
      int b = in.readUnsignedByte();
      check(b);
      if (b == '\r') {
        afterReturn = true;
      } else if (b == '\n') {
        afterReturn = false;
        if (endOfLine()) {
          return Optional.of(complete());
        }
      } else {
        add((byte) b);
      }
    }
    return Optional.empty();
  }

  /** How many bytes it holds in memory. */
  int heldBytes() {
    return bytes.length + Integer.BYTES * 4 * lines.size();
  }

  /** Forgets an unfinished head. */
  void clear() {
    bytes = NONE;
    length = 0;
    lines = new ArrayList<>();
    lineStart = 0;
    emptyLinesBefore = 0;
    afterReturn = false;
  }

  private void check(int b) throws Rejection {
    if (afterReturn != (b == '\n')) {
      throw Head.notHttp("lines end with CR LF, and neither is anywhere else");
    }
    if (b == 0x7f || (b < ' ' && b != '\t' && b != '\r' && b != '\n')) {
      throw Head.notHttp("there is a control character in the request's head");
    }
  }

  private void add(byte b) throws Rejection {
    if (lines.isEmpty() && length >= lineBytesMax) {
      throw new Rejection(Answer.failed(414, "the request's line is too long"));
    }
    if (!lines.isEmpty() && length - lines.getFirst() >= headerBytesMax) {
      throw new Rejection(
          Answer.failed(431, "the headers are longer than %d bytes".formatted(headerBytesMax)));
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(FIRST_CAPACITY, 2 * bytes.length));
    }
    bytes[length++] = b;
  }

  /** Whether the line that ends here is the empty one behind a head. */
  private boolean endOfLine() throws Rejection {
    boolean empty = length == lineStart;
    if (empty && !lines.isEmpty()) {
      return true;
    }
    if (empty) {
      if (++emptyLinesBefore > EMPTY_LINES_BEFORE_MAX) {
        throw Head.notHttp("a request begins with its line");
      }
      return false;
    }
    if (lines.size() > headerLinesMax) {
      throw new Rejection(
          Answer.failed(431, "there are more than %d headers".formatted(headerLinesMax)));
    }
    lines.add(length);
    lineStart = length;
    return false;
  }

  private Head complete() throws Rejection {
    List<String> text = new ArrayList<>(lines.size());
    int from = 0;
    for (int to : lines) {
      text.add(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
      from = to;
    }
    clear();
    return Head.of(text);
  }
}
