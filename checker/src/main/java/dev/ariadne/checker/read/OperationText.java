package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an operation as Jepsen prints it into logs and {@code history.txt}: {@code process :type :f
 * value [error]}, separated by blanks or tabs. The error may be any text: everything after the
 * value of a {@code :fail} or an {@code :info} is the error.
 */
final class OperationText {

  /** The beginning of every operation. */
  static final Pattern BEGINS =
      Pattern.compile("(-?\\d+|:[\\w.-]+)[ \\t]+:(?:invoke|ok|fail|info)(?=[ \\t])");

  private static final Pattern WHOLE =
      Pattern.compile(
          "(-?\\d+|:[\\w.-]+)\\s+:(invoke|ok|fail|info)\\s+(?::(\\S+)|nil)(?:\\s(.*))?",
          Pattern.DOTALL);

  private OperationText() {}

  /**
   * Reads one.
   *
   * @param text begins with the process
   * @throws HistoryException if it is none
   */
  static Op read(String source, int line, String text) throws HistoryException {
    Matcher matcher = WHOLE.matcher(text);
    if (!matcher.matches()) {
      throw new HistoryException(
          source, line, "expected process :invoke|:ok|:fail|:info :f value, found " + text);
    }
    Op.Type type = Op.Type.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
    Op.Process process = process(source, line, matcher.group(1));
    String rest = matcher.group(4) == null ? "" : matcher.group(4).strip();
    String f = String.valueOf(matcher.group(3));
    if (process instanceof Op.Process.Named) {
      // A nemesis says what it likes.
      return new Op(-1, -1, type, process, f, rest, Collections.emptySortedMap());
    }
    boolean failed = type == Op.Type.FAIL || type == Op.Type.INFO;
    Object value;
    String error;
    try {
      EdnReader reader = new EdnReader(rest);
      value = reader.next();
      error = reader.rest();
    } catch (EdnException e) {
      if (!failed) {
        throw new HistoryException(source, line, "expected a value: " + e.problem());
      }
      value = null;
      error = rest;
    }
    // What other operations say behind a tab is an error that they survived.
    if (!failed && !error.isBlank() && !error.startsWith("\t")) {
      throw new HistoryException(
          source, line, "expected a value and nothing after it, found " + rest);
    }
    // An error may stand in the place of the value, or behind it.
    boolean errorAlone = failed && error.isBlank() && value instanceof Keyword;
    SortedMap<String, Object> extra = new TreeMap<>();
    if (errorAlone) {
      extra.put("error", value);
      value = null;
    } else if (!error.isBlank()) {
      extra.put("error", error(error.strip()));
    }
    return new Op(-1, -1, type, process, f, value, Collections.unmodifiableSortedMap(extra));
  }

  private static Op.Process process(String source, int line, String process)
      throws HistoryException {
    if (process.startsWith(":")) {
      return new Op.Process.Named(process.substring(1));
    }
    try {
      return new Op.Process.Client(Long.parseLong(process));
    } catch (NumberFormatException e) {
      throw new HistoryException(source, line, "expected a process, found " + process);
    }
  }

  /** A datum if it is one, such as {@code :cas-mismatch}; else the words. */
  private static Object error(String words) {
    try {
      return EdnReader.read(words);
    } catch (EdnException e) {
      return words;
    }
  }
}
