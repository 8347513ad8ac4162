package dev.ariadne.harness.cli;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.report.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Shows the progress of a run. On a terminal one line is updated; otherwise a plain line is printed
 * every few seconds.
 */
final class ProgressPrinter implements AutoCloseable {
  private static final long MOVING_MILLIS = 200;
  private static final long PLAIN_MILLIS = 5_000;
  private static final long LEADER_MILLIS = 500;
  private static final String BACK_AND_CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final Progress progress;
  private final Optional<Capability.Roles> roles;
  private final boolean moving;
  private final Thread printing;
  private final Thread asking;
  private volatile Optional<String> leader = Optional.empty();

  private ProgressPrinter(
      PrintWriter out, Progress progress, Optional<Capability.Roles> roles, boolean moving) {
    this.out = out;
    this.progress = progress;
    this.roles = roles;
    this.moving = moving;
    this.printing = Thread.ofPlatform().daemon().name("progress").unstarted(this::print);
    this.asking = Thread.ofPlatform().daemon().name("who leads").unstarted(this::ask);
  }

  static ProgressPrinter start(
      PrintWriter out, Progress progress, Optional<Capability.Roles> roles) {
    ProgressPrinter printer = new ProgressPrinter(out, progress, roles, terminal());
    printer.printing.start();
    printer.asking.start();
    return printer;
  }

  /**
   * Returns true if the standard output is a terminal. {@code System.console} does not tell this on
   * all JDKs.
   */
  private static boolean terminal() {
    try {
      String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private void print() {
    try {
      while (true) {
        Thread.sleep(moving ? MOVING_MILLIS : PLAIN_MILLIS);
        show(progress.now().line(leader));
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  private synchronized void show(String line) {
    if (moving) {
      out.print(BACK_AND_CLEAR + line);
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void ask() {
    try {
      while (roles.isPresent()) {
        leader = roles.get().leader().map(known -> known.node() + " (" + known.term() + ")");
        Thread.sleep(LEADER_MILLIS);
      }
    } catch (InterruptedException e) {
      // The run is over.
    } catch (RuntimeException e) {
      leader = Optional.empty();
    }
  }

  /** Prints a separate line. */
  synchronized void note(String text) {
    out.println(moving ? BACK_AND_CLEAR + text : text);
    out.flush();
  }

  @Override
  public void close() {
    printing.interrupt();
    asking.interrupt();
    if (moving) {
      note(progress.now().line(leader));
    }
  }
}
