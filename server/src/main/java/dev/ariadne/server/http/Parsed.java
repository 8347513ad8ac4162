package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Request;

/** What the head of an HTTP request comes to, before its body is known. */
sealed interface Parsed {

  /** It is answered without asking the node. */
  record Immediate(Answer answer) implements Parsed {}

  /** The node is to be asked; a body means nothing. */
  record Ask(Request request) implements Parsed {}

  /** The node is to be asked once the body is there: it is the value to write. */
  record AskWithBody(Request.Put withoutValue) implements Parsed {

    Request.Put with(Bytes body) {
      return new Request.Put(withoutValue.key(), body, withoutValue.condition(), withoutValue.id());
    }
  }
}
