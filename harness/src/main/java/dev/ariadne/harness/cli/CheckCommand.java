package dev.ariadne.harness.cli;

import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.VerdictJson;
import dev.ariadne.checker.json.JsonWriter;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

  @Override
  public Integer call() {
    if (files.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new ParameterException(spec.commandLine(), "FILE: - can be given once");
    }
    PrintWriter out = spec.commandLine().getOut();
    VerdictTable table = new VerdictTable(out, spec.commandLine().getErr());
    JsonWriter all = new JsonWriter().object().name("files").array();
    int worst = 0;
    for (Path file : files) {
      RunDirectory run = new RunDirectory(directoryOf(file));
      int status =
          options.sayNothing() && ofRun(file) && Files.exists(run.scenarioFile())
              ? checkRun(run, table, all)
              : checkFile(file, table, all);
      worst = worse(worst, status);
    }
    if (json) {
      out.println(all.end().end());
    } else {
      table.finish();
    }
    out.flush();
    return worst;
  }

  private static Path directoryOf(Path file) {
    return Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
  }

  private static boolean ofRun(Path file) {
    return Files.isDirectory(file) || String.valueOf(file.getFileName()).equals("history.edn");
  }

  private static int worse(int one, int other) {
    List<Integer> order = FileVerdict.WORSE;
    return order.get(Math.max(order.indexOf(one), order.indexOf(other)));
  }

  private int checkFile(Path file, VerdictTable table, JsonWriter all) {
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
    if (json) {
      VerdictJson.write(verdict, all);
    } else {
      table.add(verdict);
    }
    return FileVerdict.exitStatus(List.of(verdict));
  }

  private int checkRun(RunDirectory run, VerdictTable table, JsonWriter all) {
    try {
      Evidence evidence = Evidence.load(run);
      Checks.Outcome outcome = Checks.run(Checks.standard(evidence.scenario()), evidence);
      if (json) {
        write(run, outcome, all);
      } else {
        table.interrupt();
        PrintWriter out = spec.commandLine().getOut();
        out.println(run.path() + ": " + VerdictText.of(outcome));
      }
      return outcome.verdict().exitStatus();
    } catch (IOException e) {
      FileVerdict verdict = new FileVerdict.Unreadable(run.path().toString(), e.getMessage());
      if (json) {
        VerdictJson.write(verdict, all);
      } else {
        table.add(verdict);
      }
      return Main.BAD_USAGE;
    }
  }

  private static void write(RunDirectory run, Checks.Outcome outcome, JsonWriter all) {
    all.object().name("file").value(run.path().toString());
    all.name("verdict").value(outcome.verdict().name().toLowerCase(Locale.ROOT));
    all.name("checks").array();
    for (Result result : outcome.results()) {
      all.object().name("check").value(result.check());
      all.name("verdict").value(result.verdict().name().toLowerCase(Locale.ROOT));
      all.name("summary").value(result.summary());
      all.name("details").array();
      result.details().forEach(all::value);
      all.end().end();
    }
    all.end().end();
  }
}
