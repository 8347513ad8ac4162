package dev.ariadne.harness;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The decisions of a run as text: a first line with the seed, then one line for each decision other
 * than 0, {@code SITE<tab>OCCURRENCE<tab>CHOICE}, in the order of sites and occurrences.
 *
 * @param seed of the run; the scenario says by it who keeps the whole log
 */
public record DecisionsFile(long seed, List<Decisions.Taken> taken) {

  /** Characters of a damaged line that are quoted. */
  private static final int QUOTE_CHARS_MAX = 60;

  private static final String TITLE = "ariadne decisions of seed ";

  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(TITLE).append(seed).append('\n');
    for (Decisions.Taken one : taken) {
      text.append(one.site())
          .append('\t')
          .append(one.occurrence())
          .append('\t')
          .append(one.choice())
          .append('\n');
    }
    Files.writeString(file, text);
  }

  /**
   * @throws IOException if there are none in the file; the message names it and the line
   */
  public static DecisionsFile read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": damaged: not UTF-8", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + OutputPath.reason(e), e);
    }
    if (lines.isEmpty() || !lines.get(0).startsWith(TITLE)) {
      throw new IOException(file + ":1: does not begin with '" + TITLE.strip() + "'");
    }
    List<Decisions.Taken> taken = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] parts = lines.get(i).split("\t");
      try {
        taken.add(
            new Decisions.Taken(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
      } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
        throw new IOException(
            file
                + ":"
                + (i + 1)
                + ": no decision: "
                + Printable.line(lines.get(i), QUOTE_CHARS_MAX),
            e);
      }
    }
    return new DecisionsFile(seed(file, lines.get(0)), taken);
  }

  private static long seed(Path file, String title) throws IOException {
    try {
      return Long.parseLong(title.substring(TITLE.length()).strip());
    } catch (NumberFormatException e) {
      throw new IOException(file + ":1: no seed: " + Printable.line(title, QUOTE_CHARS_MAX), e);
    }
  }
}
