package dev.ariadne.checker.history;

import dev.ariadne.checker.edn.SafeText;

/** A history that cannot be: damaged text, impossible events, operations a model does not know. */
public final class HistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final int line;
  private final String problem;

  /**
   * A problem at a place.
   *
   * @param source the file, or what else the history is called
   * @param line from 1; 0 where it is not known
   * @param problem what was found and what was expected; it is cut to {@link
   *     SafeText#ERROR_CHARS_MAX} characters, and like the source written without control
   *     characters
   */
  public HistoryException(String source, int line, String problem) {
    super(SafeText.quoted(source) + (line > 0 ? ":" + line : "") + ": " + SafeText.quoted(problem));
    this.source = source;
    this.line = line;
    this.problem = SafeText.quoted(problem);
  }

  /** The file, or what else the history is called. */
  public String source() {
    return source;
  }

  /** From 1; 0 where it is not known. */
  public int line() {
    return line;
  }

  /** What was found and what was expected, without the place. */
  public String problem() {
    return problem;
  }
}
