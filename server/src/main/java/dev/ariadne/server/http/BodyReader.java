package dev.ariadne.server.http;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a request's body, with or without chunks (RFC 9112, 6 and 7.1). Holds none of
 * its bytes.
 */
final class BodyReader {

  /** Takes the parts of a body in their order. */
  interface Sink {
    /**
     * Reads all bytes of a part.
     *
     * @throws Rejection if the body is not wanted any more
     */
    void accept(ByteBuf part) throws Rejection;
  }

  private enum Stage {
    DATA,
    SIZE,
    EXTENSION,
    SIZE_LINE_FEED,
    DATA_RETURN,
    DATA_LINE_FEED,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LINE_FEED,
    LAST_LINE_FEED,
    END
  }

  /** Eight digits are 4 GiB: a chunk that is larger than every value needs no more. */
  private static final int SIZE_DIGITS_MAX = 8;

  private static final int EXTENSION_BYTES_MAX = 256;
  private static final int TRAILER_BYTES_MAX = 8 << 10;

  private final boolean chunked;
  private Stage stage;

  /** Of the body, or of the chunk; while a chunk's size is read, its value so far. */
  private long left;

  private int sizeDigits;
  private int extensionBytes;
  private int trailerBytes;

  BodyReader(Head.Length length) {
    chunked = length instanceof Head.Length.Chunked;
    left = length instanceof Head.Length.Known(long bytes) ? bytes : 0;
    stage = chunked ? Stage.SIZE : left > 0 ? Stage.DATA : Stage.END;
  }

  /** Whether the whole body has been read. */
  boolean ended() {
    return stage == Stage.END;
  }

  /** How many bytes certainly belong to the body still, as far as is known now. */
  long certainBytes() {
    return stage == Stage.DATA ? left : 0;
  }

  /**
   * Takes bytes up to the end of the body, and no more.
   *
   * @throws Rejection with the answer, after which the connection has to be closed
   */
  void read(ByteBuf in, Sink sink) throws Rejection {
    while (stage != Stage.END && in.isReadable()) {
      if (stage == Stage.DATA) {
        int length = (int) Math.min(left, in.readableBytes());
        left -= length;
        sink.accept(in.readSlice(length));
        if (left == 0) {
          stage = chunked ? Stage.DATA_RETURN : Stage.END;
        }
      } else {
        stage = next(in.readUnsignedByte());
      }
    }
  }

  private Stage next(int b) throws Rejection {
    return switch (stage) {
      case SIZE -> size(b);
      case EXTENSION -> extension(b);
      case SIZE_LINE_FEED -> {
        want(b, '\n');
        sizeDigits = 0;
        extensionBytes = 0;
        yield left > 0 ? Stage.DATA : Stage.TRAILER_START;
      }
      case DATA_RETURN -> {
        want(b, '\r');
        yield Stage.DATA_LINE_FEED;
      }
      case DATA_LINE_FEED -> {
        want(b, '\n');
        yield Stage.SIZE;
      }
      case TRAILER_START, TRAILER_NAME, TRAILER_VALUE -> trailer(b);
      case TRAILER_LINE_FEED -> {
        want(b, '\n');
        yield Stage.TRAILER_START;
      }
      case LAST_LINE_FEED -> {
        want(b, '\n');
        yield Stage.END;
      }
      case DATA, END -> throw new AssertionError(stage);
    };
  }

  private Stage size(int b) throws Rejection {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && b < 0x80) {
      if (++sizeDigits > SIZE_DIGITS_MAX) {
        throw Head.notHttp("a chunk's size has more than " + SIZE_DIGITS_MAX + " digits");
      }
      left = left << 4 | digit;
      return Stage.SIZE;
    }
    if (sizeDigits == 0 || (b != '\r' && b != ';')) {
      throw Head.notHttp("a chunk begins with its size in hexadecimal digits");
    }
    return b == ';' ? Stage.EXTENSION : Stage.SIZE_LINE_FEED;
  }

  private Stage extension(int b) throws Rejection {
    if (b == '\r') {
      return Stage.SIZE_LINE_FEED;
    }
    checkText(b);
    if (++extensionBytes > EXTENSION_BYTES_MAX) {
      throw Head.notHttp("a chunk's extension is too long");
    }
    return Stage.EXTENSION;
  }

  /** Fields behind the last chunk: they mean nothing here, but have to be fields. */
  private Stage trailer(int b) throws Rejection {
    if (b == '\r' && stage == Stage.TRAILER_START) {
      return Stage.LAST_LINE_FEED;
    }
    if (++trailerBytes > TRAILER_BYTES_MAX) {
      throw new Rejection(Answer.failed(431, "the fields behind the body are too long"));
    }
    if (stage == Stage.TRAILER_VALUE) {
      if (b != '\r') {
        checkText(b);
      }
      return b == '\r' ? Stage.TRAILER_LINE_FEED : Stage.TRAILER_VALUE;
    }
    if (b == ':' && stage == Stage.TRAILER_NAME) {
      return Stage.TRAILER_VALUE;
    }
    if (!Head.isTokenChar(b)) {
      throw Head.notHttp("what follows the last chunk is no field");
    }
    return Stage.TRAILER_NAME;
  }

  private static void want(int b, char wanted) throws Rejection {
    if (b != wanted) {
      throw Head.notHttp("a chunk and its size end with CR LF");
    }
  }

  private static void checkText(int b) throws Rejection {
    if (b == 0x7f || (b < ' ' && b != '\t')) {
      throw Head.notHttp("there is a control character between chunks");
    }
  }
}
