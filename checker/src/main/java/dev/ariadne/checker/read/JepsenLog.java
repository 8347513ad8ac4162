package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.edn.Text;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Operations in Jepsen's log: {@code jepsen.util - process :type :f value [error]}, blanks or tabs
 * in between, whatever the logger puts before.
 */
final class JepsenLog {

  private static final Pattern OPERATION =
      Pattern.compile(":(invoke|ok|fail|info)\\s+:(\\S+)(?:\\s+(.*))?");

  /** The logger, and what some layouts put between its name and the message. */
  private static final Pattern BEGINS =
      Pattern.compile("jepsen\\.util(?: -|:)?\\s+(-?\\d+|:[\\w-]+)\\s+(:.*)");

  private static final String LOGGER = "jepsen.util";

  private final String source;
  private final Text text;
  private final HistoryReader.Sink sink;

  JepsenLog(String source, Text text, HistoryReader.Sink sink) {
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
        Matcher matcher = begins(content);
        if (matcher != null) {
          sink.add(operation(matcher.group(1), matcher.group(2), line), line);
        }
      }
    } catch (EdnException e) {
      throw new HistoryException(source, e.line(), "column " + e.column() + ": " + e.problem());
    }
  }

  /** Finds where the line begins to look like an operation; null if nowhere. */
  static Matcher begins(String line) {
    for (int at = line.indexOf(LOGGER); at >= 0; at = line.indexOf(LOGGER, at + 1)) {
      if (at == 0 || Character.isWhitespace(line.charAt(at - 1))) {
        Matcher matcher = BEGINS.matcher(line).region(at, line.length());
        if (matcher.matches()) {
          return matcher;
        }
      }
    }
    return null;
  }

  private Op operation(String process, String rest, int line) throws HistoryException {
    Matcher matcher = OPERATION.matcher(rest);
    if (!matcher.matches()) {
      throw new HistoryException(
          source, line, "expected process :invoke|:ok|:fail|:info :f value, found " + rest);
    }
    Op.Type type = Op.Type.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    String f = matcher.group(2);
    List<Object> data = data(matcher.group(3), line);
    boolean failed = type == Op.Type.FAIL || type == Op.Type.INFO;
    // An error may stand in the place of the value, or behind it.
    boolean errorAlone = failed && data.size() == 1 && data.get(0) instanceof Keyword;
    Object value = errorAlone ? null : data.get(0);
    SortedMap<String, Object> extra = new TreeMap<>();
    if (errorAlone) {
      extra.put("error", data.get(0));
    } else if (data.size() > 1) {
      extra.put("error", data.get(1));
    } else if (type == Op.Type.FAIL && f.equals("cas")) {
      extra.put("error", Output.CAS_MISMATCH);
    }
    return new Op(
        -1, -1, type, process(process, line), f, value, Collections.unmodifiableSortedMap(extra));
  }

  private Op.Process process(String process, int line) throws HistoryException {
    if (process.startsWith(":")) {
      return new Op.Process.Named(process.substring(1));
    }
    try {
      return new Op.Process.Client(Long.parseLong(process));
    } catch (NumberFormatException e) {
      throw new HistoryException(source, line, "expected a process, found " + process);
    }
  }

  private List<Object> data(String text, int line) throws HistoryException {
    List<Object> data = new ArrayList<>();
    try {
      EdnReader reader = new EdnReader(text == null ? "" : text);
      while (reader.hasNext()) {
        data.add(reader.next());
      }
    } catch (EdnException e) {
      throw new HistoryException(source, line, "expected a value: " + e.problem());
    }
    if (data.isEmpty() || data.size() > 2) {
      throw new HistoryException(
          source, line, "expected a value and perhaps an error, found " + EdnPrinter.print(data));
    }
    return data;
  }
}
