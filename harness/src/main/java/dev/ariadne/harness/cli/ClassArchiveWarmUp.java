package dev.ariadne.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what checks of small files do, so that the classes that they take can be archived: the
 * launcher runs this once for each build.
 */
public final class ClassArchiveWarmUp {

  private ClassArchiveWarmUp() {}

  /** Checks the files, and prints the verdicts in both ways that there are. */
  public static void main(String[] files) {
    PrintWriter out = Main.writer(System.out);
    PrintWriter err = Main.writer(System.err);
    check(List.of("check"), files, out, err);
    check(List.of("check", "--json"), files, out, err);
  }

  private static void check(List<String> how, String[] files, PrintWriter out, PrintWriter err) {
    List<String> words = new ArrayList<>(how);
    words.addAll(List.of(files));
    CheckFastPath.of(words.toArray(String[]::new)).orElseThrow().run(out, err);
  }
}
