package dev.ariadne.harness.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the trace of a simulated run, as a person names it. */
public sealed interface TracePlace {

  /** Before anything has happened. */
  TracePlace BEGINNING = new Event(0);

  /** After everything that happens. */
  TracePlace END = new Event(Long.MAX_VALUE);

  /**
   * An event of the simulation.
   *
   * @param number from 1, as the trace has it in front of each line
   */
  record Event(long number) implements TracePlace {
    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  /**
   * A line of the history: the invocation or the completion of an operation.
   *
   * @param index from 0, as counterexamples and {@code history.edn} have it
   */
  record Index(long index) implements TracePlace {
    @Override
    public String toString() {
      return "index:" + index;
    }
  }

  /**
   * Reads {@code 5000} or {@code index:5179}.
   *
   * @throws IllegalArgumentException for anything else; says what is expected
   */
  static TracePlace of(String text) {
    Matcher matcher = Pattern.compile("(index:)?(\\d{1,18})").matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(2));
      if (matcher.group(1) != null) {
        return new Index(number);
      }
      if (number >= 1) {
        return new Event(number);
      }
    }
    throw new IllegalArgumentException(
        "expected an event from 1 on such as 5000, or an index of the history such as index:5179;"
            + " found '"
            + text
            + "'");
  }
}
