package dev.ariadne.harness.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import dev.ariadne.harness.Printable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the error of a parser in a stored file. */
final class ParseErrorText {
  static final String WAY_OUT = ". Put it back from a copy of the run.";

  /** The part of a message about an element by its name, before the names of classes. */
  private static final Pattern NAMED = Pattern.compile("^[^`;]*'\\w+'[^`;]*");

  private static final int CHARS_MAX = 200;

  private ParseErrorText() {}

  /** The parser's message, without the names of its classes and ours, and the place. */
  static String of(JacksonException e) {
    String said = e.getOriginalMessage();
    Matcher named = NAMED.matcher(said);
    String what =
        !said.contains("`")
            ? said
            : named.find() ? named.group().strip() : "not what is expected there";
    JsonLocation at = e.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : String.format(Locale.ROOT, " (line %d, column %d)", at.getLineNr(), at.getColumnNr());
    return Printable.line(what, CHARS_MAX) + where;
  }
}
