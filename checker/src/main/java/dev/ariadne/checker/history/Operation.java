package dev.ariadne.checker.history;

/**
 * One operation of a client: its invocation and what became of it.
 *
 * @param number its place among the history's operations, in order of invocation, from 0
 * @param process the client
 * @param call position of its invocation in the history, from 0
 * @param ret position of its completion, after {@code call}; {@link #NEVER} for an unknown outcome
 * @param invoked where its invocation stands, for people
 * @param completed where its completion stands; the same as {@code invoked} if it has none
 */
public record Operation(
    int number,
    long process,
    Input input,
    Output output,
    int call,
    int ret,
    Place invoked,
    Place completed) {

  /** The return of an operation that may still happen at any later time. */
  public static final int NEVER = Integer.MAX_VALUE;

  /**
   * A place in a history.
   *
   * @param index as the history itself counts; -1 if it does not
   * @param line in its file, from 1; 0 if there is no file
   * @param position among all its entries, from 0
   */
  public record Place(long index, int line, int position) {
    @Override
    public String toString() {
      if (index >= 0) {
        return "index " + index;
      }
      return line > 0 ? "line " + line : "entry " + position;
    }
  }

  /** Where it ended, or where it began if nobody knows. */
  public Place place() {
    return completed;
  }
}
