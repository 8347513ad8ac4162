package dev.ariadne.server.os;

import io.netty.util.internal.OutOfDirectMemoryError;

/**
 * Ends the process when it cannot go on: out of memory, or a thread has died that it needs. A
 * process that stays, answers nothing and keeps its directory locked is worse than none, since
 * whoever watches over it sees it run.
 */
public final class FatalErrors {

  /** As of a JVM that {@code -XX:+ExitOnOutOfMemoryError} has ended. */
  public static final int EXIT_STATUS = 3;

  private FatalErrors() {}

  /** From now on whatever a thread of this process does not catch ends the process. */
  public static void install() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> end("thread " + thread.getName() + " has died", failure));
  }

  /**
   * Ends the process if this is an error of the JVM itself, such as that no memory is left. What
   * Netty calls out of memory is not: that is a bound of its own, and ends one connection.
   */
  public static void endIfFatal(Throwable failure) {
    if (failure instanceof VirtualMachineError && !(failure instanceof OutOfDirectMemoryError)) {
      end("thread " + Thread.currentThread().getName() + " cannot go on", failure);
    }
  }

  /** A task that ends the process if an error of the JVM ends the task. */
  static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (VirtualMachineError e) {
        endIfFatal(e);
        throw e;
      }
    };
  }

  /** Says why, as far as memory allows, and ends the process at once. */
  public static void end(String what, Throwable failure) {
    try {
      System.err.println("event=fatal what=\"" + what + "\" why=\"" + failure + "\"");
      failure.printStackTrace();
      System.err.flush();
    } finally {
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
  }
}
