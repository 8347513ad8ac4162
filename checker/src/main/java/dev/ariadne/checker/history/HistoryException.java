package dev.ariadne.checker.history;

import dev.ariadne.checker.edn.SafeText;

/**
 * An error in a history: damaged text, impossible events, or operations that the model does not
 * know.
 */
public final class HistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final int line;
  private final String problem;

  /**
   * An error at a place.
   *
   * @param source the history's name, such as its file
   * @param line the line number, from 1; 0 if it is not known
   * @param problem what was expected and what was found. It is cut to {@link
   *     SafeText#ERROR_CHARS_MAX} characters. Problem and source are written without control
   *     characters
   */
  public HistoryException(String source, int line, String problem) {
    super(SafeText.quoted(source) + (line > 0 ? ":" + line : "") + ": " + SafeText.quoted(problem));
    this.source = source;
    this.line = line;
    this.problem = SafeText.quoted(problem);
  }

  /** The history's name, such as its file. */
  public String source() {
    return source;
  }

  /** The line number, from 1; 0 if it is not known. */
  public int line() {
    return line;
  }

  /** The message without the place: the expected and the found value. */
  public String problem() {
    return problem;
  }
}
