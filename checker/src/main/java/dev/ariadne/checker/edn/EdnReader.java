package dev.ariadne.checker.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads EDN data one after another from a text. Data are null, Boolean, Long, BigInteger, Double,
 * BigDecimal, String, Character, {@link Keyword}, {@link Symbol}, {@link Tagged} and, unmodifiable
 * and in the text's order, List (of vectors and lists alike), Map and Set.
 *
 * <p>Beyond EDN it takes what Clojure prints into histories: hexadecimal integers and {@code
 * ##Inf}.
 */
public final class EdnReader {

  /**
   * Collections inside each other; deeper text is refused, so that no input overflows the stack.
   */
  public static final int DEPTH_MAX = 500;

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private int depth;

  /** Starts at the beginning of the text. */
  public EdnReader(String text) {
    this.text = text;
  }

  /**
   * The only datum of a text.
   *
   * @throws EdnException if there is none, or more than one, or damage
   */
  public static Object read(String text) throws EdnException {
    EdnReader reader = new EdnReader(text);
    Object datum = reader.next();
    if (reader.hasNext()) {
      throw reader.problem("expected nothing more after the datum");
    }
    return datum;
  }

  /** Whether a datum (or a closing bracket) follows; passes over blanks, comments and discards. */
  public boolean hasNext() throws EdnException {
    skip();
    return at < text.length();
  }

  /** The line, from 1, of what comes next; exact after {@link #hasNext()}. */
  public int line() {
    return line;
  }

  /** The next character that means something, without taking it; 0 at the end. */
  public char peek() throws EdnException {
    skip();
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Takes the next character if it is this one: to walk through the items of a collection. */
  public boolean take(char c) throws EdnException {
    if (peek() != c) {
      return false;
    }
    advance();
    return true;
  }

  /** The next datum. */
  public Object next() throws EdnException {
    skip();
    if (at >= text.length()) {
      throw problem("expected a datum, found the end");
    }
    char c = text.charAt(at);
    return switch (c) {
      case '(' -> sequence(')');
      case '[' -> sequence(']');
      case '{' -> map();
      case '"' -> string();
      case '\\' -> character();
      case ':' -> keyword();
      case '#' -> dispatch();
      case ')', ']', '}' -> throw problem("unexpected " + c);
      default -> {
        boolean signed = (c == '+' || c == '-') && at + 1 < text.length();
        yield isDigit(c) || signed && isDigit(text.charAt(at + 1)) ? number() : symbol();
      }
    };
  }

  private List<Object> sequence(char close) throws EdnException {
    List<Object> items = new ArrayList<>();
    for (int start = enter(); !leave(close, start); ) {
      items.add(next());
    }
    return Collections.unmodifiableList(items);
  }

  private Map<Object, Object> map() throws EdnException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int start = enter(); !leave('}', start); ) {
      Object key = next();
      if (peek() == '}') {
        throw problem("expected a value for the key " + EdnPrinter.print(key));
      }
      Object value = next();
      if (map.containsKey(key)) {
        throw problem("the key " + EdnPrinter.print(key) + " is there twice");
      }
      map.put(key, value);
    }
    return Collections.unmodifiableMap(map);
  }

  private Set<Object> set() throws EdnException {
    Set<Object> set = new LinkedHashSet<>();
    for (int start = enter(); !leave('}', start); ) {
      Object item = next();
      if (!set.add(item)) {
        throw problem(EdnPrinter.print(item) + " is in the set twice");
      }
    }
    return Collections.unmodifiableSet(set);
  }

  /** Takes the opening bracket; gives its line, to be named if the end is missing. */
  private int enter() throws EdnException {
    if (++depth > DEPTH_MAX) {
      throw problem("more than " + DEPTH_MAX + " collections inside each other");
    }
    advance();
    return line;
  }

  private boolean leave(char close, int openedOnLine) throws EdnException {
    if (!hasNext()) {
      throw problem("expected " + close + " for what line " + openedOnLine + " opens");
    }
    if (text.charAt(at) != close) {
      return false;
    }
    advance();
    depth--;
    return true;
  }

  private Object dispatch() throws EdnException {
    advance();
    if (at >= text.length()) {
      throw problem("expected a tag after #");
    }
    char c = text.charAt(at);
    if (c == '{') {
      return set();
    }
    if (c == '#') {
      advance();
      String name = token();
      return switch (name) {
        case "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> throw problem("expected ##Inf, ##-Inf or ##NaN, found ##" + name);
      };
    }
    if (!Character.isLetter(c)) {
      throw problem("expected a tag after #, found " + c);
    }
    String tag = token();
    if (++depth > DEPTH_MAX) {
      throw problem("more than " + DEPTH_MAX + " tags inside each other");
    }
    Object value = next();
    depth--;
    return new Tagged(tag, value);
  }

  private Object keyword() throws EdnException {
    advance();
    String name = token();
    if (name.isEmpty() || name.startsWith(":") || name.endsWith(":")) {
      throw problem("expected a keyword, found :" + name);
    }
    return new Keyword(name);
  }

  private Object symbol() throws EdnException {
    char first = text.charAt(at);
    String name = token();
    if (name.isEmpty()) {
      throw problem("expected a datum, found " + first);
    }
    return switch (name) {
      case "nil" -> null;
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> new Symbol(name);
    };
  }

  private Object number() throws EdnException {
    String token = token();
    String digits = token.startsWith("+") ? token.substring(1) : token;
    try {
      if (digits.startsWith("0x") || digits.startsWith("-0x")) {
        return narrowed(new BigInteger(digits.replaceFirst("0x", ""), 16));
      }
      if (digits.endsWith("N")) {
        return narrowed(integer(digits.substring(0, digits.length() - 1)));
      }
      if (digits.endsWith("M")) {
        return new BigDecimal(digits.substring(0, digits.length() - 1));
      }
      if (digits.chars().allMatch(c -> isDigit((char) c) || c == '-')) {
        return narrowed(integer(digits));
      }
      if (digits.chars().allMatch(c -> isDigit((char) c) || "+-.eE".indexOf(c) >= 0)) {
        return Double.valueOf(digits);
      }
    } catch (NumberFormatException e) {
      throw problem("expected a number, found " + token);
    }
    throw problem("expected a number, found " + token);
  }

  private static BigInteger integer(String digits) {
    int first = digits.startsWith("-") ? 1 : 0;
    if (digits.length() > first + 1 && digits.charAt(first) == '0') {
      throw new NumberFormatException("a leading zero");
    }
    return new BigInteger(digits);
  }

  private static Object narrowed(BigInteger n) {
    if (n.bitLength() < Long.SIZE) {
      return n.longValue();
    }
    return n;
  }

  private String string() throws EdnException {
    int opened = line;
    advance();
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      advance();
      out.append(c == '\\' ? escape() : c);
    }
    if (at >= text.length()) {
      throw problem("expected \" for the string that line " + opened + " opens");
    }
    advance();
    return out.toString();
  }

  private char escape() throws EdnException {
    if (at >= text.length()) {
      throw problem("expected a character after \\");
    }
    char c = text.charAt(at);
    advance();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\' -> c;
      case 'u' -> unicode(digits(4));
      default -> throw problem("expected an escape such as \\n, found \\" + c);
    };
  }

  private String digits(int count) throws EdnException {
    if (at + count > text.length()) {
      throw problem("expected " + count + " digits after \\u");
    }
    String digits = text.substring(at, at + count);
    at += count;
    return digits;
  }

  private char unicode(String hex) throws EdnException {
    if (!hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      throw problem("expected four hexadecimal digits after \\u, found " + hex);
    }
    return (char) Integer.parseInt(hex, 16);
  }

  private Object character() throws EdnException {
    advance();
    if (at >= text.length()) {
      throw problem("expected a character after \\");
    }
    char first = text.charAt(at);
    advance();
    String name = first + token();
    if (name.length() == 1) {
      return first;
    }
    if (name.length() == 5 && first == 'u') {
      return unicode(name.substring(1));
    }
    return switch (name) {
      case "newline" -> '\n';
      case "space" -> ' ';
      case "tab" -> '\t';
      case "return" -> '\r';
      case "formfeed" -> '\f';
      case "backspace" -> '\b';
      default -> throw problem("expected a character such as \\newline, found \\" + name);
    };
  }

  private String token() {
    int start = at;
    while (at < text.length() && !ends(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean ends(char c) {
    return c <= ' ' || ",;\"()[]{}\\@^`~".indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void skip() throws EdnException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c <= ' ' || c == ',' || c == '\uFEFF') {
        advance();
      } else if (c == ';') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (c == '#' && at + 1 < text.length() && text.charAt(at + 1) == '_') {
        at += 2;
        if (++depth > DEPTH_MAX) {
          throw problem("more than " + DEPTH_MAX + " discards inside each other");
        }
        next();
        depth--;
      } else {
        return;
      }
    }
  }

  private void advance() {
    if (text.charAt(at++) == '\n') {
      line++;
      lineStart = at;
    }
  }

  private EdnException problem(String what) {
    return new EdnException(line, at - lineStart + 1, what);
  }
}
