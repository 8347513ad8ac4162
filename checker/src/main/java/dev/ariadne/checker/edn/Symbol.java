package dev.ariadne.checker.edn;

/**
 * An EDN symbol.
 *
 * @param name with its namespace if it has one
 */
public record Symbol(String name) {

  @Override
  public String toString() {
    return name;
  }
}
