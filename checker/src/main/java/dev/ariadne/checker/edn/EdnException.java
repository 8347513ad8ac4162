package dev.ariadne.checker.edn;

/** Text that is no EDN, with the place where it stops being so. */
public final class EdnException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String problem;

  /**
   * A problem at a place.
   *
   * @param line from 1
   * @param column from 1
   * @param problem what was found and what was expected
   */
  public EdnException(int line, int column, String problem) {
    super("line " + line + ", column " + column + ": " + problem);
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }

  /** What was found and what was expected, without the place. */
  public String problem() {
    return problem;
  }
}
