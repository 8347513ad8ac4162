package dev.ariadne.harness.cli;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ariadne check FILE...} without any option, which is what most say: the same as {@link
 * CheckCommand}, but it takes up neither a parser of command lines nor anything of runs, and so
 * takes a third of the time where the files are small.
 */
final class PlainCheck {

  private PlainCheck() {}

  /** Whether this is how to run a command line. */
  static boolean applies(String[] args) {
    if (args.length < 2 || !args[0].equals("check")) {
      return false;
    }
    for (int i = 1; i < args.length; i++) {
      boolean option = args[i].startsWith("-") || args[i].startsWith("@");
      // A run's history gets more checks than this one.
      if (option || args[i].endsWith("history.edn") || !isFile(args[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Gives the exit status. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    VerdictTable table = new VerdictTable(out, err);
    List<FileVerdict> verdicts = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      CheckFiles.Options options = CheckFiles.Options.guess(Budget.standard(), System::nanoTime);
      FileVerdict verdict = CheckFiles.check(Path.of(args[i]), options);
      table.add(verdict);
      verdicts.add(verdict);
    }
    table.finish();
    out.flush();
    return FileVerdict.exitStatus(verdicts);
  }
}
