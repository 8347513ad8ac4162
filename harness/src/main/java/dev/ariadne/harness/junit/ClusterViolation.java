package dev.ariadne.harness.junit;

import org.opentest4j.AssertionFailedError;

/**
 * The error of a test whose cluster broke a promise. Its message is one line for lists of failures.
 * The whole text appears once, at the beginning of the stack trace.
 */
final class ClusterViolation extends AssertionFailedError {
  private static final long serialVersionUID = 1;

  private final String text;

  /**
   * @param line the seed and the violation, in one line
   * @param text the whole text for people
   */
  ClusterViolation(String line, String text) {
    super(line);
    this.text = text;
  }

  @Override
  public String toString() {
    return getClass().getName() + ": " + getMessage() + "\n\n" + text + "\n";
  }
}
