package dev.ariadne.checker.read;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The files that Jepsen writes into the directory of a run. */
final class JepsenRunFiles {

  /** The files that can be read, the best first. */
  private static final List<String> HISTORIES = List.of("history.edn", "history.txt", "jepsen.log");

  private JepsenRunFiles() {}

  /**
   * Names the file to check instead of one that cannot be read: a file next to it, or the names
   * that Jepsen uses.
   */
  static String suggestion(String source) {
    try {
      Path file = Path.of(source);
      for (String name : HISTORIES) {
        Path other = file.resolveSibling(name);
        if (!other.equals(file) && Files.isRegularFile(other)) {
          return "check " + other + " instead";
        }
      }
    } catch (InvalidPathException e) {
      // It is not the name of a file, such as that of the standard input.
    }
    return "check the history.edn beside it, or history.txt or jepsen.log";
  }
}
