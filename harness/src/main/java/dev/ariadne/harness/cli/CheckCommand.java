package dev.ariadne.harness.cli;

import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.model.Models;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.cli.knossos.KnossosCheck;
import dev.ariadne.harness.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ariadne check}: verdicts on stored histories. */
@Command(
    name = "check",
    description = {
      "Checks stored histories for linearizability.",
      "For a run of this harness (its directory or",
      "its history.edn), makes all checks of the run again that need only the store.",
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
      "  gunzip -c history.edn.gz | ./ariadne check --json -",
      "",
      "Exit status: 0 valid, 1 a violation, 2 unknown or vacuous, 254 bad usage or a file that",
      "cannot be read, 255 the harness itself failed."
    })
final class CheckCommand implements Callable<Integer> {

  private static final Path STANDARD_INPUT = Path.of("-");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Histories, or directories of runs; - is the standard input.")
  private List<Path> files;

  @Mixin private CheckOptions options;

  @Option(
      names = CheckFastPath.JSON,
      description = "Prints one JSON object: for each file its verdict and the explanation.")
  private boolean json;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "The checker: ariadne, or knossos, Jepsen's own, for registers only. JEPSEN_CLASSPATH"
              + " names its classes. [ariadne]")
  private Engine engine = Engine.ARIADNE;

  /** The checker that gives the verdict. */
  private enum Engine {
    ARIADNE,
    KNOSSOS
  }

  @Override
  public Integer call() {
    CommandTimeLimit limit = CommandTimeLimit.fromNow(options.timeLimit());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (engine == Engine.KNOSSOS) {
      return askKnossos(limit, out, err);
    }
    if (files.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new ParameterException(spec.commandLine(), "FILE: - can be given once");
    }
    CheckFiles.Options said = options.options(limit::isOver);
    ExplanationProgress progress =
        new ExplanationProgress(err, said.budget().explanationSteps(), System::nanoTime);
    VerdictOutput verdicts =
        json ? new VerdictList(out, progress) : new VerdictTable(out, err, progress);
    int worst = 0;
    for (Path file : files) {
      Optional<RunDirectory> run =
          options.sayNothing() ? RunDirectory.named(file) : Optional.empty();
      Told told =
          limit
              .within(() -> run.isPresent() ? checkRun(run.get()) : checkFile(file, said))
              .orElseGet(
                  () ->
                      Told.of(new FileVerdict.GivenUp(file.toString(), CommandTimeLimit.IS_OVER)));
      told.to().accept(verdicts);
      worst = worse(worst, told.status());
    }
    verdicts.finish();
    return worst;
  }

  private int askKnossos(CommandTimeLimit limit, PrintWriter out, PrintWriter err) {
    if (json) {
      throw new ParameterException(
          spec.commandLine(), "--engine knossos: Knossos has no --json output");
    }
    CheckFiles.Options said = options.forKnossos();
    KnossosCheck check =
        new KnossosCheck(
            said.initial().map(Models.Initial::value),
            said.format(),
            options.timeLimit(),
            out,
            err);
    Optional<String> classPath = Optional.ofNullable(System.getenv("JEPSEN_CLASSPATH"));
    return limit
        .within(() -> check.check(files, classPath))
        .orElseGet(
            () -> {
              out.println("UNKNOWN: " + CommandTimeLimit.IS_OVER + " (Knossos)");
              out.flush();
              return 2;
            });
  }

  /** A verdict that can be printed, and its exit status. */
  private record Told(Consumer<VerdictOutput> to, int status) {
    static Told of(FileVerdict verdict) {
      return new Told(verdicts -> verdicts.add(verdict), FileVerdict.exitStatus(List.of(verdict)));
    }
  }

  private static int worse(int one, int other) {
    List<Integer> order = FileVerdict.WORSE;
    return order.get(Math.max(order.indexOf(one), order.indexOf(other)));
  }

  private static Told checkFile(Path file, CheckFiles.Options said) {
    if (file.equals(STANDARD_INPUT)) {
      return Told.of(CheckFiles.check("-", System.in, said));
    }
    if (!Files.isDirectory(file)) {
      return Told.of(CheckFiles.check(file, said));
    }
    Path history = new RunDirectory(file).history();
    return Told.of(
        Files.exists(history)
            ? CheckFiles.check(history, said)
            : new FileVerdict.Unreadable(
                file.toString(),
                SafeText.quoted(
                    file
                        + ": expected a file or the directory of a run; there is no history.edn")));
  }

  private static Told checkRun(RunDirectory run) {
    try {
      Evidence evidence = Evidence.load(run);
      Checks.Outcome outcome = Checks.run(Checks.asked(evidence), evidence);
      return new Told(verdicts -> verdicts.add(run, outcome), outcome.verdict().exitStatus());
    } catch (IOException e) {
      return Told.of(
          new FileVerdict.Unreadable(
              run.path().toString(), SafeText.quoted(String.valueOf(e.getMessage()))));
    }
  }
}
