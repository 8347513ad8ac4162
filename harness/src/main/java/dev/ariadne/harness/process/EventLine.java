package dev.ariadne.harness.process;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one line of a log reports: {@code … event=became-leader term=5 …}. Whatever else the line
 * has is left out. A value with blanks is in double quotes, with {@code \"} and {@code \\} inside.
 *
 * @param kind what happened
 * @param fields the {@code key=value} pairs behind it
 */
public record EventLine(String kind, SortedMap<String, String> fields) {

  private static final Pattern PAIR =
      Pattern.compile("(?<!\\S)([A-Za-z][\\w.-]*)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S*))");

  public EventLine {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** Empty if the line reports no event. */
  public static Optional<EventLine> parse(String line) {
    if (!line.contains("event=")) {
      return Optional.empty();
    }
    String kind = null;
    TreeMap<String, String> fields = new TreeMap<>();
    Matcher pairs = PAIR.matcher(line);
    while (pairs.find()) {
      String value = pairs.group(3) == null ? unquoted(pairs.group(2)) : pairs.group(3);
      if (kind != null) {
        fields.putIfAbsent(pairs.group(1), value);
      } else if (pairs.group(1).equals("event")) {
        kind = value;
      }
    }
    return kind == null || kind.isEmpty()
        ? Optional.empty()
        : Optional.of(new EventLine(kind, fields));
  }

  /** The line for it, which {@link #parse} reads as the same. */
  public String format() {
    StringBuilder line = new StringBuilder("event=").append(kind);
    fields.forEach((key, value) -> line.append(' ').append(key).append('=').append(quoted(value)));
    return line.toString();
  }

  private static String quoted(String value) {
    String oneLine = value.replaceAll("\\R", " | ");
    boolean plain =
        !oneLine.isEmpty()
            && oneLine.chars().noneMatch(c -> c == '"' || c == '\\' || Character.isWhitespace(c));
    return plain ? oneLine : '"' + oneLine.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String unquoted(String value) {
    return value.replaceAll("\\\\(.)", "$1");
  }
}
