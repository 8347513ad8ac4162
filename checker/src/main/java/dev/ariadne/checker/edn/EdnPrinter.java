package dev.ariadne.checker.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints EDN data on one line, as Clojure's {@code pr-str} does. Maps are printed as {@code {:a 1,
 * :b 2}} in their own order, lists as vectors.
 */
public final class EdnPrinter {

  private EdnPrinter() {}

  /**
   * Returns a datum as text.
   *
   * @throws IllegalArgumentException if an object is not EDN data
   */
  public static String print(Object datum) {
    StringBuilder out = new StringBuilder();
    print(datum, out);
    return out.toString();
  }

  /** Appends a datum as text, like {@link #print(Object)}. */
  public static void print(Object datum, StringBuilder out) {
    switch (datum) {
      case null -> out.append("nil");
      case Boolean b -> out.append(b.booleanValue());
      case BigInteger n -> out.append(n).append('N');
      case BigDecimal n -> out.append(n).append('M');
      case Ratio n -> out.append(n.numerator()).append('/').append(n.denominator());
      case Double d -> number(d, out);
      case Float f -> number(f.doubleValue(), out);
      case Number n -> out.append(n.longValue());
      case String s -> string(s, out);
      case Character c -> character(c, out);
      case Keyword k -> out.append(':').append(k.name());
      case Symbol s -> out.append(s.name());
      case Tagged t -> {
        out.append('#').append(t.tag()).append(' ');
        print(t.value(), out);
      }
      case Map<?, ?> m -> map(m, out);
      case Set<?> s -> sequence("#{", s, '}', out);
      case List<?> l -> sequence("[", l, ']', out);
      default ->
          throw new IllegalArgumentException(
              "expected an EDN datum, found an object of " + datum.getClass().getName());
    }
  }

  private static void map(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      print(entry.getKey(), out);
      out.append(' ');
      print(entry.getValue(), out);
      separator = ", ";
    }
    out.append('}');
  }

  private static void sequence(String open, Collection<?> items, char close, StringBuilder out) {
    out.append(open);
    String separator = "";
    for (Object item : items) {
      out.append(separator);
      print(item, out);
      separator = " ";
    }
    out.append(close);
  }

  private static void number(double d, StringBuilder out) {
    if (Double.isNaN(d)) {
      out.append("##NaN");
    } else if (Double.isInfinite(d)) {
      out.append(d > 0 ? "##Inf" : "##-Inf");
    } else {
      out.append(d);
    }
  }

  private static void string(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  private static void character(char c, StringBuilder out) {
    out.append('\\');
    switch (c) {
      case '\n' -> out.append("newline");
      case ' ' -> out.append("space");
      case '\t' -> out.append("tab");
      case '\r' -> out.append("return");
      case '\f' -> out.append("formfeed");
      case '\b' -> out.append("backspace");
      default -> out.append(c);
    }
  }
}
