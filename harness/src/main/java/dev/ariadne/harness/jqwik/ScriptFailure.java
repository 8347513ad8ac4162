package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.Printable;
import java.util.List;

/**
 * What a {@link ScriptResult} fails with: the story, and which script it is of. Its message is one
 * line, for lists of failures; the story stands once, at the beginning of the stack trace.
 */
public final class ScriptFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** Characters of the complaint in the message. */
  private static final int LINE_CHARS_MAX = 300;

  private final transient Script script;
  private final String story;

  ScriptFailure(Script script, List<String> story) {
    super(line(script, story));
    this.script = script;
    this.story = String.join("\n", story);
  }

  /** What clients complain of begins a line; what oracles complain of is the last line. */
  private static String line(Script script, List<String> story) {
    String complaint =
        story.stream()
            .skip(1)
            .filter(line -> !line.startsWith(" "))
            .findFirst()
            .orElseGet(story::getLast);
    return script.cluster() + ": " + Printable.line(complaint.strip(), LINE_CHARS_MAX);
  }

  /** What was done to whom, what came of each operation, and what is wrong, line by line. */
  public String story() {
    return story;
  }

  @Override
  public String toString() {
    return getClass().getName() + ": " + getMessage() + "\n\n" + story + "\n";
  }

  /** What was carried out. */
  public Script script() {
    return script;
  }
}
