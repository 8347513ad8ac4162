package dev.ariadne.harness.cli;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.KeyVerdict;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.explain.CounterexampleText;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.read.Format;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.cli.knossos.KnossosCheck;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ariadne check}: verdicts on stored histories. */
@Command(
    name = "check",
    description = {
      "Checks stored histories for linearizability. For a run of this harness, given as its",
      "directory or its history.edn, all checks are made again that need only the store.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./ariadne check store/latest",
      "  ./ariadne check store/ariadne-register/latest/history.edn",
      "  ./ariadne check --model cas-register --initial 0 history.edn",
      "  ./ariadne check --format porcupine c10-ok.txt c10-bad.txt",
      "",
      "Exit status: 0 valid, 1 a violation, 2 unknown or vacuous, 254 bad usage or a file that",
      "cannot be read, 255 the harness itself failed."
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Histories, or directories of runs.")
  private List<Path> files;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "register, cas-register or kv. [guessed from the store or the content]")
  private String model;

  @Option(
      names = "--initial",
      paramLabel = "EDN",
      description = "The value before the first write, such as 0, nil or :absent. [guessed]")
  private String initial;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "edn, jepsen-log or porcupine. [guessed]")
  private String format;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "ariadne, or knossos: Jepsen's own checker, for registers, if JEPSEN_CLASSPATH says where"
              + " it is. [ariadne]")
  private Engine engine = Engine.ARIADNE;

  /** Who judges. */
  private enum Engine {
    ARIADNE,
    KNOSSOS
  }

  @Override
  public Integer call() {
    CheckFiles.Options options = options();
    if (engine == Engine.KNOSSOS) {
      PrintWriter out = spec.commandLine().getOut();
      return new KnossosCheck(options.initial(), options.format(), out, spec.commandLine().getErr())
          .check(files, Optional.ofNullable(System.getenv("JEPSEN_CLASSPATH")));
    }
    int worst = 0;
    for (Path file : files) {
      worst = worse(worst, check(file, options));
    }
    spec.commandLine().getOut().flush();
    return worst;
  }

  private CheckFiles.Options options() {
    if (model != null && !Models.NAMES.contains(model)) {
      throw bad("--model", "expected " + String.join(", ", Models.NAMES) + "; found " + model);
    }
    return new CheckFiles.Options(
        Optional.ofNullable(model),
        initial == null ? Optional.empty() : Optional.ofNullable(initialValue()),
        Optional.ofNullable(format).map(this::formatOf),
        Budget.standard(),
        System::nanoTime);
  }

  private Object initialValue() {
    try {
      return EdnReader.read(initial);
    } catch (EdnException e) {
      throw bad("--initial", "expected one EDN value, found '" + initial + "'");
    }
  }

  private Format formatOf(String label) {
    try {
      return Format.of(label);
    } catch (IllegalArgumentException e) {
      throw bad("--format", e.getMessage());
    }
  }

  private ParameterException bad(String option, String problem) {
    return new ParameterException(spec.commandLine(), option + ": " + problem);
  }

  /** 254 before 1 before 2 before 0. */
  private static int worse(int one, int other) {
    List<Integer> order = List.of(0, 2, 1, Main.BAD_USAGE);
    return order.get(Math.max(order.indexOf(one), order.indexOf(other)));
  }

  private int check(Path file, CheckFiles.Options options) {
    Path directory = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
    RunDirectory run = new RunDirectory(directory);
    boolean nothingSaid = model == null && initial == null && format == null;
    boolean ofRun = Files.isDirectory(file) || file.getFileName().toString().equals("history.edn");
    if (nothingSaid && ofRun && Files.exists(run.scenarioFile())) {
      return checkRun(run);
    }
    Path history = Files.isDirectory(file) ? run.history() : file;
    FileVerdict verdict = CheckFiles.check(history, options);
    tell(verdict);
    return FileVerdict.exitStatus(List.of(verdict));
  }

  private int checkRun(RunDirectory run) {
    try {
      Evidence evidence = Evidence.load(run);
      Checks.Outcome outcome = Checks.run(Checks.standard(evidence.scenario()), evidence);
      PrintWriter out = spec.commandLine().getOut();
      out.println(run.path() + ": " + VerdictText.of(outcome));
      return outcome.verdict().exitStatus();
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Main.BAD_USAGE;
    }
  }

  private void tell(FileVerdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    switch (verdict) {
      case FileVerdict.Unreadable(Path file, String problem) ->
          spec.commandLine().getErr().println(problem);
      case FileVerdict.Checked checked -> {
        out.printf(
            Locale.ROOT,
            "%s: %s (%d operations, %d %s, model %s, %.1f ms)%n",
            checked.file(),
            word(checked.verdict()),
            checked.operations(),
            checked.keys().size(),
            checked.keys().size() == 1 ? "part" : "keys",
            checked.model(),
            checked.nanos() / 1e6);
        explain(checked, out);
      }
    }
  }

  private static void explain(FileVerdict.Checked checked, PrintWriter out) {
    for (KeyVerdict key : checked.keys()) {
      switch (key.verdict()) {
        case Verdict.Linearizable linearizable -> {}
        case Verdict.NotLinearizable violation ->
            out.print(CounterexampleText.render(violation.counterexample()));
        case Verdict.Unknown unknown ->
            out.println(
                key.key().map(k -> "key " + EdnPrinter.print(k) + ": ").orElse("") + unknown.why());
      }
    }
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Linearizable linearizable -> "VALID";
      case Verdict.NotLinearizable violation -> "INVALID";
      case Verdict.Unknown unknown -> "UNKNOWN";
    };
  }
}
