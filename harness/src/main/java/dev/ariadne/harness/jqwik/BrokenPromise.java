package dev.ariadne.harness.jqwik;

import java.util.List;

/** What a {@link Performance} fails with: the story, and which script it is of. */
public final class BrokenPromise extends AssertionError {
  private static final long serialVersionUID = 1;

  private final transient Script script;

  BrokenPromise(Script script, List<String> story) {
    super(String.join("\n", story));
    this.script = script;
  }

  /** What was carried out. */
  public Script script() {
    return script;
  }
}
