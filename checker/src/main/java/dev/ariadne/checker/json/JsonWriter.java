package dev.ariadne.checker.json;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one JSON value on one line, piece by piece: {@code object().name("a").value(1).end()}.
 * Wrong use, such as a value in an object without a name, throws {@link IllegalStateException}.
 */
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder();

  /** The closing brackets of the objects and arrays that are open. */
  private final Deque<Character> open = new ArrayDeque<>();

  private boolean first = true;
  private boolean named;

  /** Begins an object. */
  public JsonWriter object() {
    return begin('{', '}');
  }

  /** Begins an array. */
  public JsonWriter array() {
    return begin('[', ']');
  }

  /** Ends the innermost object or array. */
  public JsonWriter end() {
    require(!open.isEmpty() && !named);
    out.append(open.pop());
    first = false;
    return this;
  }

  /** Writes the name of the next value of an object. */
  public JsonWriter name(String name) {
    require(!open.isEmpty() && open.peek() == '}' && !named);
    comma();
    string(name);
    out.append(':');
    named = true;
    return this;
  }

  /** Writes a string; null is written as {@code null}. */
  public JsonWriter value(String value) {
    before();
    if (value == null) {
      out.append("null");
    } else {
      string(value);
    }
    return this;
  }

  /** Writes an integer. */
  public JsonWriter value(long value) {
    before();
    out.append(value);
    return this;
  }

  /** Writes true or false. */
  public JsonWriter value(boolean value) {
    before();
    out.append(value);
    return this;
  }

  /** Writes a number, rounded to three decimal places. */
  public JsonWriter thousandths(double value) {
    before();
    out.append(Math.round(value * 1000) / 1000.0);
    return this;
  }

  /** Writes {@code null}. */
  public JsonWriter none() {
    return value((String) null);
  }

  /** The text that was written. All objects and arrays must be ended. */
  @Override
  public String toString() {
    require(open.isEmpty());
    return out.toString();
  }

  /** The number of characters written so far. */
  public int length() {
    return out.length();
  }

  /** The text that was written after the given number of characters. */
  public String since(int length) {
    return out.substring(length);
  }

  private JsonWriter begin(char opening, char closing) {
    before();
    out.append(opening);
    open.push(closing);
    first = true;
    return this;
  }

  private void before() {
    if (named) {
      named = false;
      return;
    }
    require(open.isEmpty() ? out.isEmpty() : open.peek() == ']');
    comma();
  }

  private void comma() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void string(String s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Angle brackets and line separators too, so that it can stand within a page's script.
          if (c < ' ' || c == '<' || c == '>' || c >= 0x7f && !Character.isLetterOrDigit(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("this call is not valid JSON here");
    }
  }
}
