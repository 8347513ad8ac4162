package dev.ariadne.checker.edn;

/**
 * An EDN symbol.
 *
 * @param name the name, with its namespace if there is one
 */
public record Symbol(String name) {

  @Override
  public String toString() {
    return name;
  }
}
