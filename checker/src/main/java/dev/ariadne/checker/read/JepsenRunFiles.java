package dev.ariadne.checker.read;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What Jepsen leaves in the directory of a run, and which of it is a history. */
final class JepsenRunFiles {

  /** Those that can be read, the best first. */
  private static final List<String> HISTORIES = List.of("history.edn", "history.txt", "jepsen.log");

  private JepsenRunFiles() {}

  /** Says which file to check instead of one that cannot be read: there, or as Jepsen names it. */
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
