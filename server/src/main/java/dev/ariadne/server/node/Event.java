package dev.ariadne.server.node;

import dev.ariadne.server.base.Printable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened to a node and that its operator, or a harness, wants to know of. Logged
 * as one line: {@code event=KIND name=value …}.
 *
 * @param kind lower case with hyphens, such as {@code snapshot-installed}
 * @param fields in a fixed order
 */
public record Event(String kind, Map<String, Object> fields) {

  /** Where a node's events go. */
  @FunctionalInterface
  public interface Sink {
    void accept(Event event);
  }

  /**
   * Makes an event from names and values in turn.
   *
   * @throws IllegalArgumentException if a value is missing
   */
  public static Event of(String kind, Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Event(kind, fields);
  }

  /** One line; a value with spaces or quotes stands in quotes, a long one is cut. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("event=").append(kind);
    fields.forEach(
        (name, value) -> line.append(' ').append(name).append('=').append(quoted(value)));
    return line.toString();
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    boolean plain =
        !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c < 127);
    return plain && text.length() <= Printable.CHARS_MAX
        ? text
        : '"' + Printable.of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}
