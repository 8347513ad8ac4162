package dev.ariadne.checker.edn;

/**
 * A datum behind a tag, of whatever meaning: {@code #inst "2026-01-01"}, {@code #object[...]}. The
 * reader gives no tag a meaning of its own.
 *
 * @param tag without the {@code #}
 */
public record Tagged(String tag, Object value) {

  @Override
  public String toString() {
    return EdnPrinter.print(this);
  }
}
