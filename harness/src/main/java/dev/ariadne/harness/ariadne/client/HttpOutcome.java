package dev.ariadne.harness.ariadne.client;

import java.util.Optional;
import java.util.SortedMap;

/** The outcome of a request: answered, not sent, or sent without an answer. */
public sealed interface HttpOutcome {

  /**
   * A whole answer came.
   *
   * @param headers by their names in lower case; of several with one name the first
   * @param body as UTF-8
   */
  record Answered(int status, SortedMap<String, String> headers, String body)
      implements HttpOutcome {

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Nothing of the request has left: the server cannot have seen it. */
  record NotSent(String why) implements HttpOutcome {}

  /** The request, or part of it, has left, and no whole answer came. */
  record Unanswered(String why) implements HttpOutcome {}
}
