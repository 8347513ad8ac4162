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
 * Reads histories, operation by operation: of the text no more is held at one time than one
 * operation and {@link TextInput#CHUNK} bytes.
 */
public final class HistoryReader {

  /** Longer files have no {@link #text}: it has to fit into a string. */
  public static final long TEXT_BYTES_MAX = 1L << 30;

  private HistoryReader() {}

  /** Takes operations as they are read. */
  public interface Sink {
    /**
     * Takes one.
     *
     * @param line from 1
     * @throws HistoryException to end the reading
     */
    void add(Op op, int line) throws HistoryException;
  }

  /**
   * What was read.
   *
   * @param bytes of text
   */
  public record Read(History history, Format format, long bytes) {}

  /**
   * A file's history.
   *
   * @param format how it is written; empty: as its beginning looks, see {@link HistoryDetector}
   * @throws HistoryException if it cannot be read, or at the first damage
   */
  public static Read read(Path file, Optional<Format> format) throws HistoryException {
    try (InputStream in = open(file)) {
      return read(file.toString(), in, format);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /**
   * A stream's history. The stream is left open, at its end unless something is wrong with it.
   *
   * @param source names it in errors
   * @param format how it is written; empty: as its beginning looks, see {@link HistoryDetector}
   * @throws HistoryException if it cannot be read, or at the first damage
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
   * Hands over a stream's operations one by one.
   *
   * @param source names it in errors
   * @throws HistoryException at the first damage
   */
  public static void read(String source, InputStream in, Format format, Sink sink)
      throws HistoryException {
    read(source, TextInput.utf8(in), format, sink);
  }

  /** The history in a text, its invocations paired with their completions. */
  public static History read(String source, String text, Format format) throws HistoryException {
    HistoryBuilder history = new HistoryBuilder(source);
    read(source, TextInput.of(text), format, history::add);
    return history.build();
  }

  /**
   * The lines of a history, in order.
   *
   * @param source names the text in errors
   * @throws HistoryException at the first damage
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
   * A file's text.
   *
   * @throws HistoryException if it cannot be read, is too long, or is no UTF-8
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
