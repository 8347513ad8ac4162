package dev.ariadne.checker.edn;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads EDN data from a text, one after another. It reads no further than the end of each datum.
 * Data are null, Boolean, Long, BigInteger, {@link Ratio}, Double, BigDecimal, String, Character,
 * {@link Keyword}, {@link Symbol}, {@link Tagged} and, unmodifiable and in the text's order, List
 * (of vectors and lists alike), Map and Set.
 *
 * <p>In addition to EDN, it reads what Clojure prints into histories: hexadecimal integers and
 * {@code ##Inf}.
 */
public final class EdnReader {

  /**
   * The most collections inside each other. Deeper text is refused, so that no input overflows the
   * stack.
   */
  public static final int DEPTH_MAX = 500;

  /** The most keywords that are kept, so that equal keywords are the same object. */
  private static final int KEYWORDS_MAX = 1024;

  /** The most digits with which a number is certainly a long. */
  private static final int SMALL_DIGITS_MAX = 18;

  private final TextInput text;
  // Only looked up, never iterated.
  private final Map<String, Keyword> keywords = new HashMap<>();
  private int depth;

  /** A reader that starts at the beginning of a text. */
  public EdnReader(String text) {
    this(TextInput.of(text));
  }

  /** A reader that starts at the current place of a text. */
  public EdnReader(TextInput text) {
    this.text = text;
  }

  /**
   * Reads the only datum of a text.
   *
   * @throws EdnException if the text has no datum, more than one, or is not EDN
   */
  public static Object read(String text) throws EdnException {
    EdnReader reader = new EdnReader(text);
    Object datum = reader.next();
    if (reader.hasNext()) {
      throw reader.problem("expected nothing more after the datum");
    }
    return datum;
  }

  /** Returns whether a datum or a closing bracket follows. Skips blanks, comments and discards. */
  public boolean hasNext() throws EdnException {
    skip();
    return text.peek() >= 0;
  }

  /** The line, from 1, of the next character; exact after {@link #hasNext()}. */
  public int line() {
    return text.line();
  }

  /** Returns the next character that is not blank, without taking it; 0 at the end. */
  public char peek() throws EdnException {
    skip();
    return (char) Math.max(0, text.peek());
  }

  /**
   * Takes the next character if it is the given one. A caller uses it to read a collection item by
   * item.
   */
  public boolean take(char c) throws EdnException {
    if (peek() != c) {
      return false;
    }
    text.take();
    return true;
  }

  /** Reads the next datum. */
  public Object next() throws EdnException {
    skip();
    if (text.peek() < 0) {
      throw problem("expected a datum, found the end");
    }
    char c = (char) text.peek();
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
        boolean signed = (c == '+' || c == '-') && isDigit(text.peekSecond());
        yield isDigit(c) || signed ? number() : symbol();
      }
    };
  }

  private List<Object> sequence(char close) throws EdnException {
    List<Object> items = new ArrayList<>();
    for (int start = enter(); !leave(close, start); ) {
      items.add(next());
    }
    return Collections.unmodifiableList(Arrays.asList(items.toArray()));
  }

  private Map<Object, Object> map() throws EdnException {
    return map(null);
  }

  /**
   * A map.
   *
   * @param namespace of keys that have none; null: none
   */
  private Map<Object, Object> map(String namespace) throws EdnException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int start = enter(); !leave('}', start); ) {
      Object key = namespace == null ? next() : qualified(next(), namespace);
      if (peek() == '}') {
        throw problem("expected a value for the key " + EdnPrinter.print(key));
      }
      Object value = next();
      if (map.containsKey(key)) {
        throw problem("the key " + EdnPrinter.print(key) + " occurs twice");
      }
      map.put(key, value);
    }
    return Collections.unmodifiableMap(map);
  }

  /** As Clojure has it: {@code #:k{:a 1, :b/c 2, :_/d 3}} is {@code {:k/a 1, :b/c 2, :d 3}}. */
  private static Object qualified(Object key, String namespace) {
    return switch (key) {
      case Keyword keyword -> new Keyword(qualified(keyword.name(), namespace));
      case Symbol symbol -> new Symbol(qualified(symbol.name(), namespace));
      case null, default -> key;
    };
  }

  private static String qualified(String name, String namespace) {
    if (name.startsWith("_/")) {
      return name.substring(2);
    }
    return name.indexOf('/', 1) > 0 ? name : namespace + "/" + name;
  }

  /** Behind the number sign and a colon, which is next. */
  private Object namespaced() throws EdnException {
    text.take();
    String namespace = text.word();
    if (namespace.isEmpty() || namespace.startsWith(":")) {
      throw problem("expected a namespace such as #:k{...}, found #:" + namespace);
    }
    if (peek() != '{') {
      throw problem("expected { after #:" + namespace);
    }
    return map(namespace);
  }

  private Set<Object> set() throws EdnException {
    Set<Object> set = new LinkedHashSet<>();
    for (int start = enter(); !leave('}', start); ) {
      Object item = next();
      if (!set.add(item)) {
        throw problem(EdnPrinter.print(item) + " occurs twice in the set");
      }
    }
    return Collections.unmodifiableSet(set);
  }

  /** Takes the opening bracket; gives its line, to be named if the end is missing. */
  private int enter() throws EdnException {
    if (++depth > DEPTH_MAX) {
      throw problem("collections are nested more than " + DEPTH_MAX + " deep");
    }
    text.take();
    return text.line();
  }

  private boolean leave(char close, int openedOnLine) throws EdnException {
    if (!hasNext()) {
      throw problem(
          "expected " + close + " to close the collection that begins in line " + openedOnLine);
    }
    if (text.peek() != close) {
      return false;
    }
    text.take();
    depth--;
    return true;
  }

  private Object dispatch() throws EdnException {
    text.take();
    if (text.peek() < 0) {
      throw problem("expected a tag after #");
    }
    char c = (char) text.peek();
    if (c == '{') {
      return set();
    }
    if (c == '#') {
      text.take();
      String name = text.word();
      return switch (name) {
        case "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> throw problem("expected ##Inf, ##-Inf or ##NaN, found ##" + name);
      };
    }
    if (c == ':') {
      return namespaced();
    }
    if (!Character.isLetter(c)) {
      throw problem("expected a tag after #, found " + c);
    }
    String tag = text.word();
    if (++depth > DEPTH_MAX) {
      throw problem("tags are nested more than " + DEPTH_MAX + " deep");
    }
    Object value = next();
    depth--;
    return new Tagged(tag, value);
  }

  private Object keyword() throws EdnException {
    text.take();
    String name = text.word();
    Keyword known = keywords.get(name);
    if (known != null) {
      return known;
    }
    if (name.isEmpty() || name.startsWith(":") || name.endsWith(":")) {
      throw problem("expected a keyword, found :" + name);
    }
    Keyword keyword = new Keyword(name);
    if (keywords.size() < KEYWORDS_MAX) {
      keywords.put(name, keyword);
    }
    return keyword;
  }

  private Object symbol() throws EdnException {
    char first = (char) text.peek();
    String name = text.word();
    if (name.isEmpty()) {
      throw problem(
          "expected a datum, found " + (first > ' ' ? first : "the character " + (int) first));
    }
    return switch (name) {
      case "nil" -> null;
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> new Symbol(name);
    };
  }

  private Object number() throws EdnException {
    String token = text.word();
    if (token.length() <= SMALL_DIGITS_MAX && small(token)) {
      return Long.parseLong(token);
    }
    String digits = token.startsWith("+") ? token.substring(1) : token;
    try {
      if (digits.startsWith("0x") || digits.startsWith("-0x")) {
        return narrowed(NumberParser.integer(digits.replaceFirst("0x", ""), 16));
      }
      if (digits.endsWith("N")) {
        return narrowed(integer(digits.substring(0, digits.length() - 1)));
      }
      if (digits.endsWith("M")) {
        return NumberParser.decimal(digits.substring(0, digits.length() - 1));
      }
      int slash = digits.indexOf('/');
      if (slash > 0) {
        return Ratio.of(
            unsignedOrNot(digits.substring(0, slash)), digitsAlone(digits.substring(slash + 1)));
      }
      if (digits.chars().allMatch(c -> isDigit(c) || c == '-')) {
        return narrowed(integer(digits));
      }
      if (digits.chars().allMatch(c -> isDigit(c) || "+-.eE".indexOf(c) >= 0)) {
        return Double.valueOf(digits);
      }
    } catch (NumberFormatException e) {
      throw problem("expected a number, found " + token);
    } catch (ArithmeticException e) {
      throw problem("expected a number, found " + token + ", which divides by 0");
    }
    throw problem("expected a number, found " + token);
  }

  /** Digits alone, as most numbers are, none of them a leading zero. */
  private static boolean small(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (!isDigit(token.charAt(i))) {
        return false;
      }
    }
    return token.length() == 1 || token.charAt(0) != '0';
  }

  private static BigInteger integer(String digits) {
    int first = digits.startsWith("-") ? 1 : 0;
    if (digits.length() > first + 1 && digits.charAt(first) == '0') {
      throw new NumberFormatException("a leading zero");
    }
    return NumberParser.integer(digits, 10);
  }

  private static BigInteger unsignedOrNot(String digits) {
    return digits.startsWith("-") ? digitsAlone(digits.substring(1)).negate() : digitsAlone(digits);
  }

  private static BigInteger digitsAlone(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(EdnReader::isDigit)) {
      throw new NumberFormatException("no digits");
    }
    return NumberParser.integer(digits, 10);
  }

  private static Object narrowed(BigInteger n) {
    if (n.bitLength() < Long.SIZE) {
      return n.longValue();
    }
    return n;
  }

  private String string() throws EdnException {
    int opened = text.line();
    text.take();
    StringBuilder out = new StringBuilder();
    while (text.peek() >= 0 && text.peek() != '"') {
      if (out.length() >= TextInput.PIECE_CHARS_MAX) {
        throw problem("a string has more than " + TextInput.PIECE_CHARS_MAX + " characters");
      }
      if (text.takePlain(out) == 0) {
        char c = text.take();
        out.append(c == '\\' ? escape() : c);
      }
    }
    if (text.peek() < 0) {
      throw problem("expected \" to close the string that begins in line " + opened);
    }
    text.take();
    return out.toString();
  }

  private char escape() throws EdnException {
    if (text.peek() < 0) {
      throw problem("expected a character after \\");
    }
    char c = text.take();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\' -> c;
      case 'u' -> unicode(digits());
      default -> throw problem("expected an escape such as \\n, found \\" + c);
    };
  }

  private String digits() throws EdnException {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < 4 && text.peek() >= 0 && !TextInput.endsWord((char) text.peek())) {
      digits.append(text.take());
    }
    return digits.toString();
  }

  private char unicode(String hex) throws EdnException {
    if (hex.length() != 4 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      throw problem("expected four hexadecimal digits after \\u, found " + hex);
    }
    return (char) Integer.parseInt(hex, 16);
  }

  private Object character() throws EdnException {
    text.take();
    if (text.peek() < 0) {
      throw problem("expected a character after \\");
    }
    char first = text.take();
    String name = first + text.word();
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

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void skip() throws EdnException {
    while (true) {
      int c = text.peek();
      if (c < 0) {
        return;
      } else if (blank(c)) {
        text.take();
      } else if (c == ';') {
        text.restOfLine();
      } else if (c == '#' && text.peekSecond() == '_') {
        text.take();
        text.take();
        if (++depth > DEPTH_MAX) {
          throw problem("discards are nested more than " + DEPTH_MAX + " deep");
        }
        next();
        depth--;
      } else {
        return;
      }
    }
  }

  /** Tells characters that Clojure skips, and the byte order mark that some editors write. */
  private static boolean blank(int c) {
    return c == ' '
        || c >= '\t' && c <= '\r'
        || c == ','
        || c >= 0x1c && c <= 0x1f
        || c == '\uFEFF';
  }

  /** Takes the rest of the line; empty at the end. */
  public String rest() throws EdnException {
    String rest = text.restOfLine();
    return rest == null ? "" : rest;
  }

  private EdnException problem(String what) {
    return text.problem(what);
  }
}
