package dev.ariadne.checker.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * A total order of EDN data, by kind and then by value. Results that use it do not depend on hash
 * codes.
 */
public enum EdnOrder implements Comparator<Object> {
  BY_KIND;

  @Override
  public int compare(Object left, Object right) {
    if (left instanceof String l && right instanceof String r) {
      return l.compareTo(r);
    }
    int byKind = Integer.compare(kind(left), kind(right));
    if (byKind != 0) {
      return byKind;
    }
    int byValue = left instanceof Number l && right instanceof Number r ? compareNumbers(l, r) : 0;
    // What prints the same is the same datum.
    return byValue != 0 ? byValue : EdnPrinter.print(left).compareTo(EdnPrinter.print(right));
  }

  private static int kind(Object datum) {
    return switch (datum) {
      case null -> 0;
      case Boolean b -> 1;
      case Number n -> 2;
      case Character c -> 3;
      case String s -> 4;
      case Keyword k -> 5;
      default -> 6;
    };
  }

  private static int compareNumbers(Number left, Number right) {
    if (left instanceof Long l && right instanceof Long r) {
      return l.compareTo(r);
    }
    double l = left.doubleValue();
    double r = right.doubleValue();
    if (!Double.isFinite(l) || !Double.isFinite(r)) {
      return Double.compare(l, r);
    }
    if (left instanceof Ratio one) {
      return right instanceof Ratio two ? one.compareTo(two) : one.compareTo(exact(right));
    }
    return right instanceof Ratio two
        ? -two.compareTo(exact(left))
        : exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Number number) {
    return switch (number) {
      case BigDecimal n -> n;
      case BigInteger n -> new BigDecimal(n);
      case Double d -> new BigDecimal(d);
      case Float f -> new BigDecimal(f);
      default -> BigDecimal.valueOf(number.longValue());
    };
  }
}
