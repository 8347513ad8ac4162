package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.TextInput;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Jepsen's {@code history.txt}: one operation a line, see {@link OperationText}, with an
 * optional line number. An error may continue over further lines that do not begin like an
 * operation.
 */
final class HistoryTxt {

  private static final Pattern NUMBERED =
      Pattern.compile(
          "\\s*(?:\\d+[:.]?\\s+)?(?=(?:-?\\d+|:[\\w.-]+)\\s+:(?:invoke|ok|fail|info)\\s)");

  private final String source;
  private final TextInput text;
  private final HistoryReader.Sink sink;

  HistoryTxt(String source, TextInput text, HistoryReader.Sink sink) {
    this.source = source;
    this.text = text;
    this.sink = sink;
  }

  /** Whether the first line of a text that is not blank is an operation. */
  static boolean begins(String head) {
    return head.lines().filter(line -> !line.isBlank()).findFirst().stream()
        .anyMatch(line -> operation(line) >= 0);
  }

  /** The position of the process; below 0 if the line is not an operation. */
  private static int operation(String line) {
    Matcher matcher = NUMBERED.matcher(line);
    return matcher.lookingAt() ? matcher.end() : -1;
  }

  void read() throws HistoryException {
    boolean goesOn = false;
    try {
      while (true) {
        int line = text.line();
        String content = text.restOfLine();
        if (content == null) {
          return;
        }
        int at = operation(content);
        if (at >= 0) {
          Op op = OperationText.read(source, line, content.substring(at));
          sink.add(op, line);
          goesOn =
              op.process() instanceof Op.Process.Named
                  || op.extra().containsKey("error") && op.type() != Op.Type.INVOKE;
        } else if (!goesOn && !content.isBlank()) {
          throw new HistoryException(
              source, line, "expected process :invoke|:ok|:fail|:info :f value, found " + content);
        }
      }
    } catch (EdnException e) {
      throw new HistoryException(source, e.line(), "column " + e.column() + ": " + e.problem());
    }
  }
}
