package dev.ariadne.checker.edn;

/**
 * A datum with a tag, such as {@code #inst "2026-01-01"} or {@code #object[...]}. The reader gives
 * no meaning to tags.
 *
 * @param tag the tag without the {@code #}
 */
public record Tagged(String tag, Object value) {

  @Override
  public String toString() {
    return EdnPrinter.print(this);
  }
}
