package dev.ariadne.checker.edn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters of a text, one after another, with line and column. A stream is decoded as its
 * characters are needed: at most {@link #CHUNK} bytes are read ahead, however long it is.
 */
public final class TextInput {

  /** The number of bytes that are read at once. */
  public static final int CHUNK = 1 << 16;

  /**
   * The most characters of a word or line. A longer one is refused, because it has to be in memory
   * as a whole.
   */
  public static final int PIECE_CHARS_MAX = 1 << 26;

  private static final boolean[] ENDS_WORD = endsWord();

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes;
  private char[] chars;
  private int at;
  private int end;

  /** Characters before the first in the buffer. */
  private long passed;

  private int line = 1;
  private long lineStart;

  /** No bytes come any more. */
  private boolean ended;

  /** No characters come any more. */
  private boolean drained;

  /** The error after the last character in the buffer; null if none is known. */
  private String broken;

  private TextInput(char[] chars, int end, InputStream in) {
    this.chars = chars;
    this.end = end;
    this.in = in;
    this.ended = in == null;
    this.drained = in == null;
    this.bytes = in == null ? null : ByteBuffer.allocate(CHUNK).limit(0);
    this.decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The characters of a string. */
  public static TextInput of(String text) {
    return new TextInput(text.toCharArray(), text.length(), null);
  }

  /** The characters of a stream in UTF-8. The caller closes the stream. */
  public static TextInput utf8(InputStream in) {
    return new TextInput(new char[CHUNK], 0, in);
  }

  /** The line of the next character, from 1. */
  public int line() {
    return line;
  }

  /** The column of the next character, from 1. */
  public int column() {
    return (int) Math.min(Integer.MAX_VALUE, passed + at - lineStart + 1);
  }

  /** The next character without taking it; -1 at the end. */
  int peek() throws EdnException {
    return at < end || fill() ? chars[at] : -1;
  }

  /** The one after the next; -1 if there is none. */
  int peekSecond() throws EdnException {
    return at + 1 < end || fill() && at + 1 < end ? chars[at + 1] : -1;
  }

  /** Takes the next character; there must be one. */
  char take() throws EdnException {
    int c = peek();
    if (c < 0) {
      throw problem("expected a character, found the end");
    }
    at++;
    if (c == '\n') {
      line++;
      lineStart = passed + at;
    }
    return (char) c;
  }

  /**
   * Takes what is in the buffer up to a quote, a backslash or an end of line, and puts it behind
   * something.
   *
   * @return how many characters that were
   */
  int takePlain(StringBuilder behind) {
    int from = at;
    while (at < end && chars[at] != '"' && chars[at] != '\\' && chars[at] != '\n') {
      at++;
    }
    behind.append(chars, from, at - from);
    return at - from;
  }

  /** Takes all characters up to one that ends a word, which an end of line does. */
  String word() throws EdnException {
    int length = scan(false);
    String word = new String(chars, at, length);
    at += length;
    return word;
  }

  /** Takes the rest of the line and its end. Returns null at the end of the text. */
  public String restOfLine() throws EdnException {
    if (peek() < 0) {
      return null;
    }
    int length = scan(true);
    boolean carriageReturn = length > 0 && chars[at + length - 1] == '\r';
    String rest = new String(chars, at, carriageReturn ? length - 1 : length);
    at += length;
    if (at < end) {
      take();
    }
    return rest;
  }

  /** How many characters, all in the buffer then, there are to the end of the line or the word. */
  private int scan(boolean wholeLine) throws EdnException {
    int length = 0;
    do {
      while (at + length < end) {
        char c = chars[at + length];
        if (wholeLine ? c == '\n' : endsWord(c)) {
          return length;
        }
        length++;
      }
    } while (fill());
    return length;
  }

  static boolean endsWord(char c) {
    return c < ENDS_WORD.length && ENDS_WORD[c];
  }

  private static boolean[] endsWord() {
    boolean[] ends = new boolean[128];
    Arrays.fill(ends, 0, ' ' + 1, true);
    for (char c : ",;\"()[]{}\\@^`~".toCharArray()) {
      ends[c] = true;
    }
    return ends;
  }

  EdnException problem(String what) {
    return new EdnException(line, column(), what);
  }

  /**
   * Reads on, keeping what is yet to be taken.
   *
   * @return whether there is more
   */
  private boolean fill() throws EdnException {
    int kept = end - at;
    if (kept >= PIECE_CHARS_MAX) {
      throw problem("a word or line has more than " + PIECE_CHARS_MAX + " characters");
    }
    // A long piece is moved to the front once, not again whenever more of it comes.
    if (at > 0) {
      System.arraycopy(chars, at, chars, 0, kept);
      passed += at;
      at = 0;
      end = kept;
    }
    while (end == kept) {
      if (broken != null) {
        throw new EdnException(line, column() + kept, broken);
      }
      if (drained) {
        return false;
      }
      if (chars.length - end < CHUNK / 2) {
        chars = Arrays.copyOf(chars, 2 * chars.length);
      }
      decode();
    }
    return true;
  }

  private void decode() {
    if (!ended) {
      read();
    }
    CharBuffer into = CharBuffer.wrap(chars, end, chars.length - end);
    CoderResult result = decoder.decode(bytes, into, ended);
    end = into.position();
    drained = ended && !result.isOverflow();
    if (result.isError()) {
      broken = "expected text in UTF-8";
    }
  }

  private void read() {
    bytes.compact();
    try {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = read < 0;
      bytes.position(bytes.position() + Math.max(0, read));
    } catch (IOException e) {
      broken = "reading failed: " + e.getMessage();
    }
    bytes.flip();
  }
}
