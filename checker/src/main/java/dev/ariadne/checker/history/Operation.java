package dev.ariadne.checker.history;

/**
 * One operation of a client: its invocation and its outcome.
 *
 * @param number the position among the history's operations, in order of invocation, from 0
 * @param process the client
 * @param call the position of the invocation in the history, from 0
 * @param ret the position of the completion, after {@code call}; {@link #NEVER} if the outcome is
 *     unknown
 * @param invoked the place of the invocation, for people
 * @param completed the place of the completion; {@code invoked} if there is none
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
   * @param index the index in the history itself; -1 if the history has none
   * @param line the line number in the file, from 1; 0 if there is no file
   * @param position the position among all entries, from 0
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

  /** The place of the completion, or of the invocation if the outcome is unknown. */
  public Place place() {
    return completed;
  }
}
