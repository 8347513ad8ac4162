package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.Printable;
import java.util.List;

/**
 * The error of a failed {@link ScriptResult}, with its script and the text of its run. Its message
 * is one line for lists of failures. The whole text appears once, at the beginning of the stack
 * trace.
 */
public final class ScriptFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** The number of characters of the complaint in the message. */
  private static final int LINE_CHARS_MAX = 300;

  private final transient Script script;
  private final String story;

  ScriptFailure(Script script, List<String> story) {
    super(line(script, story));
    this.script = script;
    this.story = String.join("\n", story);
  }

  /**
   * The complaint in one line. A complaint of a check begins without a blank; a complaint of an
   * oracle is the last line.
   */
  private static String line(Script script, List<String> story) {
    String complaint =
        story.stream()
            .skip(1)
            .filter(line -> !line.startsWith(" "))
            .findFirst()
            .orElseGet(story::getLast);
    return script.cluster() + ": " + Printable.line(complaint.strip(), LINE_CHARS_MAX);
  }

  /** The faults, the operations with their outcomes, and the violation, line by line. */
  public String story() {
    return story;
  }

  @Override
  public String toString() {
    return getClass().getName() + ": " + getMessage() + "\n\n" + story + "\n";
  }

  /** The script that was performed. */
  public Script script() {
    return script;
  }
}
