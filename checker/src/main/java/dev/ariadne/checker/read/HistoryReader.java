package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.TextInput;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryBuilder;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads histories operation by operation. At one time, it holds only one operation and {@link
 * TextInput#CHUNK} bytes of the text.
 */
public final class HistoryReader {

  /** The most bytes of a file for {@link #text}, which has to fit into a string. */
  public static final long TEXT_BYTES_MAX = 1L << 30;

  private HistoryReader() {}

  /** A receiver of operations as they are read. */
  public interface Sink {
    /**
     * Takes one.
     *
     * @param line the line number, from 1
     * @throws HistoryException to end the reading
     */
    void add(Op op, int line) throws HistoryException;
  }

  /**
   * The result of reading a file or a stream.
   *
   * @param bytes the size of the text
   */
  public record Read(History history, Format format, long bytes) {}

  /**
   * Reads the history in a file.
   *
   * @param format the format; if empty, it is detected, see {@link HistoryDetector}
   * @throws HistoryException if the text cannot be read or is damaged
   */
  public static Read read(Path file, Optional<Format> format) throws HistoryException {
    try (InputStream in = open(file)) {
      return read(file.toString(), in, format);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /**
   * Reads the history in a stream. The stream is left open; it is at its end unless there was an
   * error.
   *
   * @param source the name in errors
   * @param format the format; if empty, it is detected, see {@link HistoryDetector}
   * @throws HistoryException if the text cannot be read or is damaged
   */
  public static Read read(String source, InputStream in, Optional<Format> format)
      throws HistoryException {
    Counted counted = new Counted(in);
    BufferedInputStream all = new BufferedInputStream(counted, HistoryDetector.HEAD_BYTES);
    Format how;
    try {
      all.mark(HistoryDetector.HEAD_BYTES);
      byte[] head = all.readNBytes(HistoryDetector.HEAD_BYTES);
      all.reset();
      HistoryDetector.refuseBinary(source, head);
      how = format.isPresent() ? format.get() : HistoryDetector.format(source, head);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
    HistoryBuilder history = new HistoryBuilder(source);
    read(source, all, how, history::add);
    return new Read(history.build(), how, counted.bytes);
  }

  /**
   * Passes the operations of a stream to a receiver, one by one.
   *
   * @param source the name in errors
   * @throws HistoryException if the text is damaged
   */
  public static void read(String source, InputStream in, Format format, Sink sink)
      throws HistoryException {
    read(source, TextInput.utf8(in), format, sink);
  }

  /** Reads the history in a text. */
  public static History read(String source, String text, Format format) throws HistoryException {
    HistoryBuilder history = new HistoryBuilder(source);
    read(source, TextInput.of(text), format, history::add);
    return history.build();
  }

  /**
   * Reads the lines of a history, in order.
   *
   * @param source the name in errors
   * @throws HistoryException if the text is damaged
   */
  public static List<History.Entry> entries(String source, String text, Format format)
      throws HistoryException {
    List<History.Entry> entries = new ArrayList<>();
    read(
        source, TextInput.of(text), format, (op, line) -> entries.add(new History.Entry(op, line)));
    return entries;
  }

  private static void read(String source, TextInput text, Format format, Sink sink)
      throws HistoryException {
    switch (format) {
      case EDN -> new EdnHistory(source, text, false, sink).read();
      case PORCUPINE -> new EdnHistory(source, text, true, sink).read();
      case JEPSEN_LOG -> new JepsenLog(source, text, sink).read();
      case HISTORY_TXT -> new HistoryTxt(source, text, sink).read();
    }
  }

  /**
   * Reads a file's text.
   *
   * @throws HistoryException if the file cannot be read, is too long, or is not UTF-8
   */
  public static String text(Path file) throws HistoryException {
    try {
      if (Files.size(file) > TEXT_BYTES_MAX) {
        throw new HistoryException(
            file.toString(), 0, "the file has more than " + TEXT_BYTES_MAX + " bytes, the limit");
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new HistoryException(file.toString(), 0, "expected text in UTF-8");
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static InputStream open(Path file) throws IOException, HistoryException {
    if (Files.isDirectory(file)) {
      throw new HistoryException(
          file.toString(),
          0,
          "expected a file, found a directory; "
              + JepsenRunFiles.suggestion(file.resolve("x").toString()));
    }
    return Files.newInputStream(file);
  }

  /** The file is named already, and that is all that the message of some of these says. */
  private static HistoryException unreadable(String source, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException none -> "there is no such file";
          case AccessDeniedException denied -> "permission denied";
          default -> e.toString();
        };
    return new HistoryException(source, 0, "cannot be read: " + why);
  }

  /** Counts what is read. */
  private static final class Counted extends InputStream {

    private final InputStream in;
    private long bytes;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int read = in.read(to, offset, length);
      bytes += Math.max(0, read);
      return read;
    }
  }
}
