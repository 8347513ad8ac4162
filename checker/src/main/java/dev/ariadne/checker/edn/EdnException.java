package dev.ariadne.checker.edn;

/** An error in a text that is not EDN, with its line and column. */
public final class EdnException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String problem;

  /**
   * An error at a place.
   *
   * @param line the line, from 1
   * @param column the column, from 1
   * @param problem what was expected and what was found
   */
  public EdnException(int line, int column, String problem) {
    super("line " + line + ", column " + column + ": " + problem);
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1. */
  public int column() {
    return column;
  }

  /** The message without the place: the expected and the found value. */
  public String problem() {
    return problem;
  }
}
