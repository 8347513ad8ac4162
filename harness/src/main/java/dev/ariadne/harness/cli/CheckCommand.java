package dev.ariadne.harness.cli;

import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
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
      names = "--json",
      description = "One JSON object on the standard output: a verdict and why, for each file.")
  private boolean json;

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
    PrintWriter out = spec.commandLine().getOut();
    if (engine == Engine.KNOSSOS) {
      if (json) {
        throw new ParameterException(
            spec.commandLine(), "--engine knossos: there is no --json of its opinions");
      }
      CheckFiles.Options said = options.forKnossos();
      return new KnossosCheck(
              said.initial().map(Models.Initial::value),
              said.format(),
              options.timeLimit(),
              out,
              spec.commandLine().getErr())
          .check(files, Optional.ofNullable(System.getenv("JEPSEN_CLASSPATH")));
    }
    if (files.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new ParameterException(spec.commandLine(), "FILE: - can be given once");
    }
    PrintWriter err = spec.commandLine().getErr();
    Verdicts verdicts = json ? new VerdictList(out) : new VerdictTable(out, err);
    int worst = 0;
    for (Path file : files) {
      Optional<RunDirectory> run =
          options.sayNothing() ? RunDirectory.named(file) : Optional.empty();
      int status = run.isPresent() ? checkRun(run.get(), verdicts) : checkFile(file, verdicts);
      worst = worse(worst, status);
    }
    verdicts.finish();
    return worst;
  }

  private static int worse(int one, int other) {
    List<Integer> order = FileVerdict.WORSE;
    return order.get(Math.max(order.indexOf(one), order.indexOf(other)));
  }

  private int checkFile(Path file, Verdicts verdicts) {
    CheckFiles.Options said = options.options();
    FileVerdict verdict;
    if (file.equals(STANDARD_INPUT)) {
      verdict = CheckFiles.check("-", System.in, said);
    } else if (Files.isDirectory(file)) {
      Path history = new RunDirectory(file).history();
      verdict =
          Files.exists(history)
              ? CheckFiles.check(history, said)
              : new FileVerdict.Unreadable(
                  file.toString(),
                  file + ": expected a file or the directory of a run; there is no history.edn");
    } else {
      verdict = CheckFiles.check(file, said);
    }
    verdicts.add(verdict);
    return FileVerdict.exitStatus(List.of(verdict));
  }

  private static int checkRun(RunDirectory run, Verdicts verdicts) {
    try {
      Evidence evidence = Evidence.load(run);
      Checks.Outcome outcome = Checks.run(Checks.asked(evidence), evidence);
      verdicts.add(run, outcome);
      return outcome.verdict().exitStatus();
    } catch (IOException e) {
      verdicts.add(new FileVerdict.Unreadable(run.path().toString(), e.getMessage()));
      return Main.BAD_USAGE;
    }
  }
}
