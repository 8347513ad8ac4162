package dev.ariadne.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks small files, so that the classes that such a check needs can be archived. The launcher
 * runs this once for each build.
 */
public final class ClassArchiveWarmUp {

  private ClassArchiveWarmUp() {}

  /** Checks the files and prints the verdicts as a table and as JSON. */
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
