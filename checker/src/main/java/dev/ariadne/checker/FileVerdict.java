package dev.ariadne.checker;

import dev.ariadne.checker.read.Format;
import java.util.List;

/** What became of one file. */
public sealed interface FileVerdict {

  /** Exit statuses, each worse than those before. */
  List<Integer> WORSE = List.of(0, 2, 1, 254);

  /** Its name, or {@code -} for the standard input. */
  String file();

  /**
   * It was read and checked.
   *
   * @param model its name
   * @param bytes of the file
   * @param operations of clients, whatever became of them
   * @param keys one where operations have no keys
   * @param readNanos that reading took, by the clock that was handed in
   * @param checkNanos that the check took, without its explanations
   */
  record Checked(
      String file,
      Format format,
      String model,
      long bytes,
      int operations,
      List<KeyVerdict> keys,
      long steps,
      long readNanos,
      long checkNanos,
      Verdict verdict)
      implements FileVerdict {

    @Override
    public String word() {
      return operations == 0 ? "vacuous" : verdict.word();
    }
  }

  /**
   * It is no history, or none of that model.
   *
   * @param problem file, line, what was found and what was expected
   */
  record Unreadable(String file, String problem) implements FileVerdict {

    @Override
    public String word() {
      return "unreadable";
    }
  }

  /**
   * There was no time for it.
   *
   * @param why in words
   */
  record GivenUp(String file, String why) implements FileVerdict {

    @Override
    public String word() {
      return "unknown";
    }
  }

  /**
   * {@code valid}, {@code invalid}, {@code unknown}, {@code unreadable}; {@code vacuous} for a
   * history without an operation of a client, of which to say that it is valid would say nothing.
   */
  String word();

  /** The exit status for many files: 254 before 1 before 2 before 0. */
  static int exitStatus(List<FileVerdict> verdicts) {
    int worst = 0;
    for (FileVerdict file : verdicts) {
      int status =
          switch (file.word()) {
            case "valid" -> 0;
            case "invalid" -> 1;
            case "unreadable" -> 254;
            default -> 2;
          };
      worst = WORSE.indexOf(status) > WORSE.indexOf(worst) ? status : worst;
    }
    return worst;
  }
}
