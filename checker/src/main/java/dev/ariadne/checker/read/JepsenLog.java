package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
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
 * in between.
 */
final class JepsenLog {

  /** What an operation begins with, whatever the logger puts before it. */
  private static final Pattern BEGINS =
      Pattern.compile("(?:^|.*\\s)jepsen\\.util(?: -|:)\\s+(-?\\d+|:[\\w-]+)\\s+(:.*)");

  private static final Pattern OPERATION =
      Pattern.compile(":(invoke|ok|fail|info)\\s+:(\\S+)(?:\\s+(.*))?");

  private final String source;
  private final String text;
  private final List<History.Entry> entries = new ArrayList<>();

  JepsenLog(String source, String text) {
    this.source = source;
    this.text = text;
  }

  List<History.Entry> read() throws HistoryException {
    int line = 0;
    for (String content : (Iterable<String>) text.lines()::iterator) {
      line++;
      Matcher matcher = BEGINS.matcher(content);
      if (matcher.matches()) {
        entries.add(new History.Entry(operation(matcher.group(1), matcher.group(2), line), line));
      }
    }
    return entries;
  }

  /** Whether the line looks like an operation. */
  static boolean begins(String line) {
    return BEGINS.matcher(line).matches();
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
