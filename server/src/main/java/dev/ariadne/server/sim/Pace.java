package dev.ariadne.server.sim;

/** Decides when a disk's moves happen, on virtual time. */
public interface Pace {

  /** What a move does. */
  public enum Work {
    MAKE_DIRECTORY,
    CREATE,
    WRITE,
    SYNC,
    TRUNCATE,
    RENAME,
    DELETE,
    SYNC_DIRECTORY,
    READ,
    /** The outcome is told. */
    DELIVER,
    /** There is nothing to do. */
    NOTHING
  }

  /**
   * A move is next. Runs it once, later, never within this call.
   *
   * @param name of the file or directory that it is about; empty for none
   * @param bytes how much of it there is
   */
  void next(Work work, String name, long bytes, Runnable move);
}
