package dev.ariadne.checker;

import dev.ariadne.checker.read.Format;
import java.nio.file.Path;
import java.util.List;

/** What became of one file. */
public sealed interface FileVerdict {

  Path file();

  /**
   * It was read and checked.
   *
   * @param model its name
   * @param operations of clients, whatever became of them
   * @param keys one where operations have no keys
   * @param nanos that the check took, reading left out, by the clock that was handed in
   */
  record Checked(
      Path file,
      Format format,
      String model,
      int operations,
      List<KeyVerdict> keys,
      long steps,
      long nanos,
      Verdict verdict)
      implements FileVerdict {}

  /**
   * It is no history, or none of that model.
   *
   * @param problem file, line, what was found and what was expected
   */
  record Unreadable(Path file, String problem) implements FileVerdict {}

  /** The exit status for many files: 254 before 1 before 2 before 0. */
  static int exitStatus(List<FileVerdict> verdicts) {
    boolean violation = false;
    boolean unknown = false;
    for (FileVerdict file : verdicts) {
      switch (file) {
        case Unreadable unreadable -> {
          return 254;
        }
        case Checked checked -> {
          switch (checked.verdict()) {
            case Verdict.Linearizable valid -> {}
            case Verdict.NotLinearizable invalid -> violation = true;
            case Verdict.Unknown undecided -> unknown = true;
          }
        }
      }
    }
    return violation ? 1 : unknown ? 2 : 0;
  }
}
