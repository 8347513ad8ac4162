package dev.ariadne.harness.cli;

import dev.ariadne.harness.interpreter.Interpreter;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and SIGTERM. The run begins no new operation, heals, stops its servers and
 * completes its store. Then the program ends with the exit status of the run. A run that does not
 * finish in time is left as it is.
 */
final class Interruption {
  private static final long SECONDS_MAX = 45;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile int status;

  private Interruption(Interpreter interpreter, PrintWriter out) {
    this.hook =
        new Thread(
            () -> {
              out.println();
              out.println("Stopping: healing, then checking what there is.");
              out.flush();
              interpreter.stop();
              if (awaitEnd()) {
                // The other hooks have no work left, because the run has stopped its servers.
                Runtime.getRuntime().halt(status);
              }
            },
            "interruption");
  }

  static Interruption guarding(Interpreter interpreter, PrintWriter out) {
    Interruption interruption = new Interruption(interpreter, out);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private boolean awaitEnd() {
    try {
      return finished.await(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** The run has ended, and everything is stopped and stored. */
  void finished(int exitStatus) {
    status = exitStatus;
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running already and ends the program.
    }
  }
}
