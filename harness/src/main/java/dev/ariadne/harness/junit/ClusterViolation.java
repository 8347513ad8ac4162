package dev.ariadne.harness.junit;

import org.opentest4j.AssertionFailedError;

/**
 * How a test fails whose cluster broke a promise. Its message is one line, for lists of failures;
 * the whole text stands once, at the beginning of the stack trace.
 */
final class ClusterViolation extends AssertionFailedError {
  private static final long serialVersionUID = 1;

  private final String text;

  /**
   * @param line which seed, and what is wrong
   * @param text everything that a person needs
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
