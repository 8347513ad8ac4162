package dev.ariadne.harness.report;

/** The command with which this program was started, for commands that a person can repeat. */
public final class ProgramName {

  /** A system property that the launcher sets. */
  public static final String PROPERTY = "ariadne.program";

  private ProgramName() {}

  /** {@code ./ariadne}, or the path of the launcher, as a word of a shell. */
  public static String get() {
    return quote(System.getProperty(PROPERTY, "./ariadne"));
  }

  /** A word for a shell: unchanged if it has no special characters, otherwise quoted. */
  public static String quote(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
