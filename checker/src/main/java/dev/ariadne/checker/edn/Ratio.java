package dev.ariadne.checker.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A fraction that is no integer, exact and in lowest terms: {@code 1/2} and {@code 2/4} are the
 * same. As in Clojure it equals no other kind of number.
 */
public final class Ratio extends Number implements Comparable<Ratio> {

  private static final long serialVersionUID = 1L;

  private final BigInteger numerator;
  private final BigInteger denominator;

  private Ratio(BigInteger numerator, BigInteger denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /**
   * One number through another: a ratio, or an integer (a Long or a BigInteger) where that is what
   * it is.
   *
   * @throws ArithmeticException if the second is 0
   */
  public static Number of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a denominator of 0");
    }
    BigInteger common = numerator.gcd(denominator);
    BigInteger divisor = denominator.signum() < 0 ? common.negate() : common;
    BigInteger below = denominator.divide(divisor);
    BigInteger above = numerator.divide(divisor);
    if (!below.equals(BigInteger.ONE)) {
      return new Ratio(above, below);
    }
    return above.bitLength() < Long.SIZE ? (Number) above.longValue() : above;
  }

  /** In lowest terms, with the sign. */
  public BigInteger numerator() {
    return numerator;
  }

  /** In lowest terms; at least 2. */
  public BigInteger denominator() {
    return denominator;
  }

  /** Compares with an exact decimal. */
  int compareTo(BigDecimal other) {
    return new BigDecimal(numerator).compareTo(other.multiply(new BigDecimal(denominator)));
  }

  @Override
  public int compareTo(Ratio other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public int intValue() {
    return (int) longValue();
  }

  /** Towards 0. */
  @Override
  public long longValue() {
    return numerator.divide(denominator).longValue();
  }

  @Override
  public float floatValue() {
    return (float) doubleValue();
  }

  @Override
  public double doubleValue() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
        .doubleValue();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Ratio other
        && numerator.equals(other.numerator)
        && denominator.equals(other.denominator);
  }

  @Override
  public int hashCode() {
    return 31 * numerator.hashCode() + denominator.hashCode();
  }

  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
