package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Request;

/** What the head of an HTTP request comes to, before its body is known. */
sealed interface Parsed {

  /** It is answered without asking the node. */
  record Immediate(Answer answer) implements Parsed {}

  /** The node is to be asked; a body means nothing. */
  record Ask(Request request) implements Parsed {}

  /**
   * The node is to be asked once the body is there.
   *
   * @param mayLackLength whether a request that says nothing of a body is one with an empty body;
   *     if not, it is refused (411), since its value may have been lost on the way
   */
  record AskWithBody(Completion completion, boolean mayLackLength) implements Parsed {

    /** Where the length has to be said. */
    AskWithBody(Completion completion) {
      this(completion, false);
    }
  }

  /** Makes the request of what its head said and of its body. */
  interface Completion {
    Request with(Bytes body) throws Rejection;
  }
}
