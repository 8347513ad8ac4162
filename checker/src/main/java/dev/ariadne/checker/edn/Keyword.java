package dev.ariadne.checker.edn;

/**
 * An EDN keyword.
 *
 * @param name without the colon, with its namespace if it has one: {@code ok}, {@code a/b}
 */
public record Keyword(String name) implements Comparable<Keyword> {

  @Override
  public int compareTo(Keyword other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return ":" + name;
  }
}
