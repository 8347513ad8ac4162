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

/** The command line: {@code ./ariadne}. */
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
      // Nothing waits for the end of this program, and an orderly one takes 15 ms.
      Runtime.getRuntime().halt(caught(() -> plain.get().run(out, err)));
    }
    System.exit(caught(() -> commandLine(TargetRegistry.found(ZonedDateTime::now)).execute(args)));
  }

  /** As the parser of command lines writes: in UTF-8 unless told otherwise, whatever the locale. */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, false, Charset.defaultCharset());
  }

  /** An error of the harness's own must never look like a violation, which Java's status 1 does. */
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

  /** File errors say no more than a name by themselves. */
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
