package dev.ariadne.harness.cli;

import dev.ariadne.harness.OutputPath;
import dev.ariadne.harness.Printable;
import dev.ariadne.harness.cluster.TargetProvider;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.TargetRegistry;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ./ariadne}. */
@Command(
    name = "ariadne",
    description = {
      "Runs a replicated key-value store through faults and says whether it kept its promises.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./ariadne test                      five servers, all faults, 30 seconds, a verdict",
      "  ./ariadne test --stale-reads        the same with reads that are wrong on purpose",
      "  ./ariadne check store/latest        all checks once more on what the last run left",
      "  ./ariadne replay store/latest       the last simulated run again, event for event",
      "",
      "Exit status: 0 valid, 1 a violation, 2 unknown or vacuous, 254 bad usage,",
      "255 the harness itself failed."
    })
public final class Main implements Runnable {
  static final int BAD_USAGE = 254;
  static final int HARNESS_FAILED = 255;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Shows this text.")
  private boolean help;

  private Main() {}

  /** Runs a command and ends the program with its exit status. */
  public static void main(String[] args) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "ariadne-harness-logback.xml");
    }
    Optional<CheckFastPath> plain = CheckFastPath.of(args);
    if (plain.isPresent()) {
      PrintWriter out = writer(System.out);
      PrintWriter err = writer(System.err);
      // No work is left at the end of this program, and an orderly exit takes 15 ms.
      Runtime.getRuntime().halt(caught(() -> plain.get().run(out, err)));
    }
    System.exit(caught(() -> commandLine(TargetRegistry.found(ZonedDateTime::now)).execute(args)));
  }

  /**
   * A writer as the command line parser makes it: in UTF-8 unless the stream has another encoding,
   * independent of the locale.
   */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, false, Charset.defaultCharset());
  }

  /**
   * Runs a command. An error of the harness itself must not look like a violation, as Java's exit
   * status 1 would.
   */
  private static int caught(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (Error | RuntimeException e) {
      e.printStackTrace();
      return HARNESS_FAILED;
    }
  }

  static CommandLine commandLine(List<TargetProvider> targets, List<Simulator> simulators) {
    return commandLine(new TargetRegistry(targets, simulators));
  }

  private static CommandLine commandLine(TargetRegistry targets) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new TestCommand(targets));
    FaultHelp.addTo(line.getSubcommands().get("test"));
    line.addSubcommand(new CheckCommand());
    line.addSubcommand(new ReplayCommand(targets));
    for (TargetProvider target : targets.live()) {
      target.commands().forEach(line::addSubcommand);
    }
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::badUsage);
    line.setExecutionExceptionHandler(Main::failed);
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say which command: " + spec.subcommands().keySet());
  }

  private static int badUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(Printable.line(UsageText.of(e)));
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return BAD_USAGE;
  }

  /** The error as a sentence. The messages of file errors have only a name. */
  private static String inWords(Exception e) {
    return switch (e) {
      case FileSystemException file when file.getFile() != null ->
          file.getFile() + ": " + OutputPath.reason(file);
      case Exception any when any.getMessage() == null -> any.toString();
      case Exception any -> any.getMessage();
    };
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println("The harness failed: " + Printable.line(inWords(e)));
    if (e instanceof RuntimeException && !(e instanceof UncheckedIOException)) {
      e.printStackTrace(line.getErr());
    }
    return HARNESS_FAILED;
  }
}
