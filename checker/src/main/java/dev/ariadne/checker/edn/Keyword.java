package dev.ariadne.checker.edn;

/**
 * An EDN keyword.
 *
 * @param name the name without the colon, with its namespace if there is one: {@code ok}, {@code
 *     a/b}
 */
public record Keyword(String name) implements Comparable<Keyword> {

  // Written out: what a record would bring of its own takes a JVM that has just started 15 ms.
  @Override
  public boolean equals(Object other) {
    return other instanceof Keyword keyword && name.equals(keyword.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public int compareTo(Keyword other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return ":" + name;
  }
}
