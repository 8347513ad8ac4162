package dev.ariadne.harness.jepsen;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Where Jepsen and Knossos are, for the tests that need them. */
public final class JepsenClasspath {

  private static final String VARIABLE = "JEPSEN_CLASSPATH";

  private JepsenClasspath() {}

  /** What the environment says; a test is skipped, with the reason, where it says nothing. */
  public static String given() {
    String classPath = System.getenv(VARIABLE);
    assumeTrue(
        classPath != null && !classPath.isBlank(),
        VARIABLE
            + " is not set, so nothing was tried with Jepsen and Knossos themselves;"
            + " docs/jepsen.md says how to set it");
    return classPath;
  }
}
