package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.TextInput;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the operations in Jepsen's log. A line has an operation, see {@link OperationText}, after
 * the logger's prefix; or it is a JSON object with the operation as its message. Other lines are
 * skipped.
 */
final class JepsenLog {

  /**
   * The loggers that Jepsen has used for operations. None of their other messages looks like an
   * operation.
   */
  private static final String[] LOGGERS = {"jepsen.util", "jepsen.print"};

  private static final Pattern OF_LOGGER =
      Pattern.compile("jepsen\\.\\w+(?: -|:)?\\s+(?:-?\\d+|:[\\w.-]+)\\s+:");

  /** How a line of a log begins, but not the further lines of a message. */
  private static final Pattern HEADER =
      Pattern.compile("\\s*(?:\\d|\\[|(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b).*", Pattern.DOTALL);

  /** The number of characters of a line in which an operation may begin. */
  private static final int HEADER_CHARS_MAX = 1000;

  private final String source;
  private final TextInput text;
  private final HistoryReader.Sink sink;

  JepsenLog(String source, TextInput text, HistoryReader.Sink sink) {
    this.source = source;
    this.text = text;
    this.sink = sink;
  }

  void read() throws HistoryException {
    try {
      while (true) {
        int line = text.line();
        String content = text.restOfLine();
        if (content == null) {
          return;
        }
        String message = JsonMessage.looksLike(content) ? message(content, line) : content;
        int at = message == null ? -1 : begins(message, message != content);
        if (at >= 0) {
          sink.add(compared(OperationText.read(source, line, message.substring(at))), line);
        }
      }
    } catch (EdnException e) {
      throw new HistoryException(source, e.line(), "column " + e.column() + ": " + e.problem());
    }
  }

  private String message(String content, int line) throws HistoryException {
    try {
      return JsonMessage.of(content);
    } catch (IllegalArgumentException e) {
      throw new HistoryException(source, line, "expected an object of JSON: " + e.getMessage());
    }
  }

  /** Whether a line is one of a log, with an operation in it. */
  static boolean hasOperation(String line) {
    if (!JsonMessage.looksLike(line)) {
      return begins(line, false) >= 0;
    }
    try {
      String message = JsonMessage.of(line);
      return message != null && begins(message, true) >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The position at which the operation begins; below 0 if there is none.
   *
   * @param alone whether nothing may stand before it
   */
  private static int begins(String message, boolean alone) {
    if (alone) {
      return OperationText.BEGINS.matcher(message).lookingAt() ? 0 : -1;
    }
    String head = message.substring(0, Math.min(message.length(), HEADER_CHARS_MAX));
    int first = Integer.MAX_VALUE;
    for (String logger : LOGGERS) {
      for (int at = head.indexOf(logger); at >= 0; at = head.indexOf(logger, at + 1)) {
        Matcher matcher = OF_LOGGER.matcher(head).region(at, head.length());
        if ((at == 0 || Character.isWhitespace(head.charAt(at - 1))) && matcher.lookingAt()) {
          first = Math.min(first, process(head, at));
        }
      }
    }
    if (first < Integer.MAX_VALUE || !HEADER.matcher(head).matches()) {
      return first < Integer.MAX_VALUE ? first : -1;
    }
    Matcher any = OperationText.BEGINS.matcher(head);
    while (any.find()) {
      if (any.start() > 0 && Character.isWhitespace(head.charAt(any.start() - 1))) {
        return any.start();
      }
    }
    return -1;
  }

  /** The position of the process after a logger's name. */
  private static int process(String head, int logger) {
    int at = logger;
    while (!Character.isWhitespace(head.charAt(at))) {
      at++;
    }
    while (Character.isWhitespace(head.charAt(at)) || head.startsWith("- ", at)) {
      at++;
    }
    return head.startsWith("-\t", at) ? at + 2 : at;
  }

  /** A failed comparison has no reason beside it in older logs. */
  private static Op compared(Op op) {
    if (op.type() != Op.Type.FAIL || !op.f().equals("cas") || op.extra().containsKey("error")) {
      return op;
    }
    SortedMap<String, Object> extra = new TreeMap<>();
    extra.put("error", Output.CAS_MISMATCH);
    return new Op(
        op.index(),
        op.time(),
        op.type(),
        op.process(),
        op.f(),
        op.value(),
        Collections.unmodifiableSortedMap(extra));
  }
}
