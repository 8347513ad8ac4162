package dev.ariadne.harness.cli;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.read.Format;
import dev.ariadne.harness.store.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@code ariadne check FILE...} with no options but {@code --model}, {@code --format} and
 * {@code --json}, the usual ones. The result is that of {@link CheckCommand}. This class loads
 * neither picocli nor the classes of runs, which takes a third of the time if the files are small.
 * {@link CheckCommand} gets every other command line, and every wrong one.
 */
final class CheckFastPath {

  // Compile-time constants: CheckCommand and CheckOptions use them without loading this class.
  static final String MODEL = "--model";
  static final String FORMAT = "--format";
  static final String JSON = "--json";

  private final List<Path> files = new ArrayList<>();
  private Optional<String> model = Optional.empty();
  private Optional<Format> format = Optional.empty();
  private boolean json;

  private CheckFastPath() {}

  /** The check that a command line asks for; empty if {@link CheckCommand} has to run it. */
  static Optional<CheckFastPath> of(String[] args) {
    CheckFastPath check = new CheckFastPath();
    return args.length > 0 && args[0].equals("check") && check.understands(args)
        ? Optional.of(check)
        : Optional.empty();
  }

  private boolean understands(String[] args) {
    for (int i = 1; i < args.length; i++) {
      String word = args[i];
      boolean understood;
      if (word.equals(JSON)) {
        understood = !json;
        json = true;
      } else if (word.equals(MODEL) || word.equals(FORMAT)) {
        understood = ++i < args.length && says(word, args[i]);
      } else if (word.startsWith(MODEL + "=") || word.startsWith(FORMAT + "=")) {
        int equals = word.indexOf('=');
        understood = says(word.substring(0, equals), word.substring(equals + 1));
      } else {
        understood = !word.startsWith("-") && !word.startsWith("@") && addsFile(word);
      }
      if (!understood) {
        return false;
      }
    }
    return !files.isEmpty();
  }

  private boolean says(String option, String value) {
    if (option.equals(MODEL)) {
      boolean first = model.isEmpty();
      model = Optional.of(value);
      return first && Models.NAMES.contains(value);
    }
    boolean first = format.isEmpty();
    try {
      format = Optional.of(Format.of(value));
      return first;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean addsFile(String name) {
    try {
      Path file = Path.of(name);
      files.add(file);
      // A run's history gets more checks than this one.
      return Files.isRegularFile(file) && RunDirectory.named(file).isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Checks the files and returns the exit status. */
  int run(PrintWriter out, PrintWriter err) {
    ExplanationProgress progress =
        new ExplanationProgress(err, Budget.DEFAULT_EXPLANATION_STEPS, System::nanoTime);
    VerdictOutput verdicts =
        json ? new VerdictList(out, progress) : new VerdictTable(out, err, progress);
    List<FileVerdict> all = new ArrayList<>();
    for (Path file : files) {
      FileVerdict verdict =
          CheckFiles.check(
              file,
              new CheckFiles.Options(
                  model,
                  Optional.empty(),
                  Optional.empty(),
                  format,
                  Budget.standard(),
                  System::nanoTime));
      verdicts.add(verdict);
      all.add(verdict);
    }
    verdicts.finish();
    return FileVerdict.exitStatus(all);
  }
}
