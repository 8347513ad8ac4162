package dev.ariadne.harness.report;

/** How this program was called, for commands that a person is to repeat. */
public final class Program {

  /** A system property that whoever starts the program sets. */
  public static final String PROPERTY = "ariadne.program";

  private Program() {}

  /** {@code ./ariadne}, or the path by which it was called. */
  public static String name() {
    return System.getProperty(PROPERTY, "./ariadne");
  }
}
