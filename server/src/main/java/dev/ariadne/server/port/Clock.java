package dev.ariadne.server.port;

/** Time as one node sees it. Only differences mean anything; it never runs backwards. */
public interface Clock {

  /** Nanoseconds since some moment before this node's start. */
  long nanos();

  /**
   * Runs the task once on the node's loop, at the earliest {@code delayNanos} from now (at least
   * 0). What is no longer wanted when it fires has to be recognised by the task itself.
   */
  void after(long delayNanos, Runnable task);
}
