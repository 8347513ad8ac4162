package dev.ariadne.server.wal;

import java.util.HexFormat;
import java.util.OptionalLong;

/** Names of the files of a log. */
final class Layout {

  static final String NOTE = "note";
  private static final String SUFFIX = ".wal";

  private Layout() {}

  static String note(String directory) {
    return directory + "/" + NOTE;
  }

  static String segment(String directory, long sequence) {
    return directory + "/" + HexFormat.of().toHexDigits(sequence) + SUFFIX;
  }

  /** The sequence number in a segment's name; empty for any other file. */
  static OptionalLong sequence(String name) {
    String digits = name.endsWith(SUFFIX) ? name.substring(0, name.length() - 4) : "";
    if (digits.length() != 16 || !digits.chars().allMatch(Layout::isHexDigit)) {
      return OptionalLong.empty();
    }
    long sequence = Long.parseUnsignedLong(digits, 16);
    return sequence > 0 ? OptionalLong.of(sequence) : OptionalLong.empty();
  }

  /** The directory that holds this one, {@code ""} for the data directory itself. */
  static String parent(String directory) {
    return directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
  }

  private static boolean isHexDigit(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
