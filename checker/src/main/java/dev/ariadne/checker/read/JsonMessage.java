package dev.ariadne.checker.read;

/** Takes the message from a log line that is JSON. */
final class JsonMessage {

  private static final String NAME = "message";

  private final String json;
  private int at;

  private JsonMessage(String json) {
    this.json = json;
  }

  /** Returns whether a line may be a JSON object: its first name is in quotes. */
  static boolean looksLike(String line) {
    int brace = first(line, 0);
    if (brace == line.length() || line.charAt(brace) != '{') {
      return false;
    }
    int name = first(line, brace + 1);
    if (name == line.length() || line.charAt(name) != '"') {
      return false;
    }
    int end = line.indexOf('"', name + 1);
    int colon = end < 0 ? line.length() : first(line, end + 1);
    return colon < line.length() && line.charAt(colon) == ':';
  }

  private static int first(String line, int from) {
    int at = from;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The value of the object's own {@code "message"}; null if it has none, or no string there.
   *
   * @throws IllegalArgumentException if it is no JSON up to there; its message says what was found
   */
  static String of(String line) {
    return new JsonMessage(line).find();
  }

  private String find() {
    take('{');
    while (true) {
      String name = string();
      take(':');
      if (name.equals(NAME)) {
        return peek() == '"' ? string() : null;
      }
      skipValue();
      if (peek() == '}') {
        return null;
      }
      take(',');
    }
  }

  /** Over a value: up to the comma or the bracket that ends it. */
  private void skipValue() {
    int depth = 0;
    while (true) {
      char c = peek();
      if (c == '"') {
        string();
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}')) {
        return;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      at++;
    }
  }

  private char peek() {
    at = first(json, at);
    if (at >= json.length()) {
      throw new IllegalArgumentException("the object has no end");
    }
    return json.charAt(at);
  }

  private void take(char c) {
    if (peek() != c) {
      throw new IllegalArgumentException("expected " + c + " in column " + (at + 1));
    }
    at++;
  }

  private String string() {
    take('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      if (at >= json.length()) {
        throw new IllegalArgumentException("a string has no end");
      }
      char c = json.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = at < json.length() ? json.charAt(at++) : ' ';
    switch (c) {
      case '"', '\\', '/':
        return c;
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'u':
        if (at + 4 <= json.length()) {
          at += 4;
          return (char) Integer.parseInt(json.substring(at - 4, at), 16);
        }
        break;
      default:
        break;
    }
    throw new IllegalArgumentException("expected an escape such as \\n in column " + at);
  }
}
