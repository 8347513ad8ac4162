package dev.ariadne.checker;

import dev.ariadne.checker.read.Format;
import java.util.List;

/** The result of checking one file. */
public sealed interface FileVerdict {

  /** The exit statuses, from the best to the worst. */
  List<Integer> WORSE = List.of(0, 2, 1, 254);

  /** The file's name, or {@code -} for the standard input. */
  String file();

  /**
   * The file was read and checked.
   *
   * @param model the model's name
   * @param bytes the size of the file
   * @param operations the number of client operations, with any outcome
   * @param keys the verdicts by key; one verdict if operations have no keys
   * @param readNanos the time of reading, by the given clock
   * @param checkNanos the time of the check, without explanations
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
   * The file is not a history, or not one of the model.
   *
   * @param problem the file, the line, what was expected and what was found
   */
  record Unreadable(String file, String problem) implements FileVerdict {

    @Override
    public String word() {
      return "unreadable";
    }
  }

  /**
   * The time ended before there was a verdict.
   *
   * @param why the reason in words
   */
  record GivenUp(String file, String why) implements FileVerdict {

    @Override
    public String word() {
      return "unknown";
    }
  }

  /**
   * The verdict in one word: {@code valid}, {@code invalid}, {@code unknown}, {@code unreadable} or
   * {@code vacuous}. A history without client operations is {@code vacuous}, because valid would
   * mean nothing.
   */
  String word();

  /** The exit status for many files, the worst of 0, 2, 1 and 254 in this order. */
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
