package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.List;
import java.util.Map;

/**
 * What HTTP says to a node and what a node says in HTTP, with no socket in between: for a
 * simulation, which carries requests and answers in its own way.
 */
public final class HttpMeaning {

  /** What a whole request comes to. */
  public sealed interface Understood {}

  /** The node is to be asked. */
  public record Asks(Request request) implements Understood {}

  /** It is answered without asking the node, which does nothing. */
  public record Answered(Answer answer) implements Understood {}

  private final RequestParser parser;

  /**
   * @param limits on keys and on values that a condition names
   */
  public HttpMeaning(Limits limits) {
    this.parser = new RequestParser(limits);
  }

  /**
   * What a request means.
   *
   * @param target as it stands in the request's first line, already percent-encoded
   * @param headers in any order, names in any case
   * @param body empty if there is none
   */
  public Understood understand(
      String method, String target, List<Map.Entry<String, String>> headers, Bytes body) {
    try {
      return switch (parser.parse(method, target, headers)) {
        case Parsed.Immediate(Answer answer) -> new Answered(answer);
        case Parsed.Ask(Request request) -> new Asks(request);
        case Parsed.AskWithBody put -> new Asks(put.completion().with(body));
      };
    } catch (Rejection rejection) {
      return new Answered(rejection.answer());
    }
  }

  /** How a node's reply is told. */
  public static Answer answer(Reply reply) {
    return Answers.of(reply);
  }
}
