package dev.ariadne.harness.report;

/** How this program was called, for commands that a person is to repeat. */
public final class Program {

  /** A system property that whoever starts the program sets. */
  public static final String PROPERTY = "ariadne.program";

  private Program() {}

  /** {@code ./ariadne}, or the path by which it was called, as a word of a shell. */
  public static String name() {
    return word(System.getProperty(PROPERTY, "./ariadne"));
  }

  /** A word as a shell takes it: as it is if nothing in it means anything else, or quoted. */
  public static String word(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
