package dev.ariadne.server;

import dev.ariadne.server.base.Printable;
import dev.ariadne.server.os.FatalErrors;
import picocli.CommandLine;

/** Where a server's process begins. */
public final class Main {

  private Main() {}

  /**
   * Runs one server until it is stopped.
   *
   * @param args see {@code --help}; exits with 254 on bad usage, with 1 when the server cannot
   *     start or cannot go on, each with one line on standard error, and with 3 when it is out of
   *     memory or one of its threads has died
   */
  public static void main(String[] args) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "ariadne-node-logback.xml");
    }
    FatalErrors.install();
    System.exit(run(args));
  }

  /** As {@link #main}, but returns the exit status. */
  public static int run(String... args) {
    return new CommandLine(new NodeCommand())
        .setParameterExceptionHandler(
            (e, given) -> {
              e.getCommandLine().getErr().println(Printable.of(e.getMessage()));
              e.getCommandLine().getErr().println("Try --help.");
              return NodeCommand.BAD_USAGE;
            })
        .execute(args);
  }
}
