package dev.ariadne.checker.history;

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
   * @param problem what was found and what was expected
   */
  public HistoryException(String source, int line, String problem) {
    super(source + (line > 0 ? ":" + line : "") + ": " + problem);
    this.source = source;
    this.line = line;
    this.problem = problem;
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
