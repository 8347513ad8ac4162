package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.Printable;
import java.util.List;

/**
 * What a {@link Performance} fails with: the story, and which script it is of. Its message is one
 * line, for lists of failures; the story stands once, at the beginning of the stack trace.
 */
public final class BrokenPromise extends AssertionError {
  private static final long serialVersionUID = 1;

  /** Characters of the story's last paragraph in the message. */
  private static final int LINE_CHARS_MAX = 300;

  private final transient Script script;
  private final String story;

  BrokenPromise(Script script, List<String> story) {
    super(line(script, story));
    this.script = script;
    this.story = String.join("\n", story);
  }

  /** What is complained of is the last line that does not belong to another. */
  private static String line(Script script, List<String> story) {
    String complaint =
        story.stream().filter(line -> !line.startsWith("  ")).reduce("", (one, next) -> next);
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
