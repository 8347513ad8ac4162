package dev.ariadne.checker.read;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads histories. */
public final class HistoryReader {

  /** Longer files are refused: a text has to fit into a string. */
  public static final long FILE_BYTES_MAX = 1L << 30;

  private HistoryReader() {}

  /**
   * A file's text.
   *
   * @throws HistoryException if it cannot be read, is too long, or is no UTF-8
   */
  public static String text(Path file) throws HistoryException {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new HistoryException(
            file.toString(), 0, "longer than " + FILE_BYTES_MAX + " bytes, which is the limit");
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new HistoryException(file.toString(), 0, "expected text in UTF-8");
    } catch (IOException e) {
      throw new HistoryException(file.toString(), 0, "cannot be read: " + inWords(e));
    }
  }

  /** The file is named already, and that is all that the message of some of these says. */
  private static String inWords(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "there is no such file";
      case AccessDeniedException denied -> "permission denied";
      default -> e.toString();
    };
  }

  /**
   * The lines of a history, in order.
   *
   * @param source names the text in errors
   * @throws HistoryException at the first damage
   */
  public static List<History.Entry> entries(String source, String text, Format format)
      throws HistoryException {
    return switch (format) {
      case EDN -> new EdnHistory(source, text, false).read();
      case PORCUPINE -> new EdnHistory(source, text, true).read();
      case JEPSEN_LOG -> new JepsenLog(source, text).read();
    };
  }

  /** The history, its invocations paired with their completions. */
  public static History read(String source, String text, Format format) throws HistoryException {
    return History.of(source, entries(source, text, format));
  }
}
