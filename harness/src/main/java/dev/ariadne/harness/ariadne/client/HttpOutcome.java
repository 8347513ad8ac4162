package dev.ariadne.harness.ariadne.client;

import java.util.Optional;
import java.util.SortedMap;

/** The outcome of a request: answered, not sent, or sent without an answer. */
public sealed interface HttpOutcome {

  /**
   * A complete answer came.
   *
   * @param headers the headers by their names in lower case; of several headers with one name, the
   *     first
   * @param body the body, decoded as UTF-8
   */
  record Answered(int status, SortedMap<String, String> headers, String body)
      implements HttpOutcome {

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Nothing of the request was sent, so the server cannot have seen it. */
  record NotSent(String why) implements HttpOutcome {}

  /** The request, or a part of it, was sent, and no complete answer came. */
  record Unanswered(String why) implements HttpOutcome {}
}
