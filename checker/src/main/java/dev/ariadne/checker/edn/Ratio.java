package dev.ariadne.checker.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction in lowest terms that is not an integer: {@code 1/2} and {@code 2/4} are equal.
 * As in Clojure, it equals no other kind of number.
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
   * The quotient of two integers: a ratio, or a Long or BigInteger if the quotient is an integer.
   *
   * @throws ArithmeticException if the denominator is 0
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

  /** The numerator in lowest terms, with the sign. */
  public BigInteger numerator() {
    return numerator;
  }

  /** The denominator in lowest terms; at least 2. */
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

  /** The integer part, rounded towards 0. */
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
