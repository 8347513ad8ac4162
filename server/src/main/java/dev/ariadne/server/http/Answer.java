package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response but for what belongs to the connection (its length, whether it stays open).
 *
 * @param headers by name, in the order in which they are sent
 */
public record Answer(int status, List<Map.Entry<String, String>> headers, Bytes body) {

  /** Room for a whole story; what a client has sent is cut with it. */
  private static final int LINE_CHARS_MAX = 4_000;

  /** Tells a program what an error leaves it with. */
  private static final String OUTCOME = "Ariadne-Outcome";

  static Answer of(int status) {
    return new Answer(status, List.of(), Bytes.EMPTY);
  }

  /** An error after which nothing has happened and nothing will. */
  static Answer failed(int status, String line) {
    return of(status).with(OUTCOME, "failed").text(line);
  }

  /** An error after which the request may have happened, or may happen yet. */
  static Answer unknown(int status, String line) {
    return of(status).with(OUTCOME, "unknown").text(line);
  }

  /** 503: nothing has happened, and trying again may help. */
  static Answer unavailable(String why) {
    return failed(503, "this certainly did not happen: " + why);
  }

  Answer with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Answer(status, List.copyOf(more), body);
  }

  /** With one line of text for a person; it may hold what the client has sent. */
  Answer text(String line) {
    return with("Content-Type", "text/plain; charset=utf-8")
        .body(Bytes.utf8(Printable.of(line, LINE_CHARS_MAX) + "\n"));
  }

  Answer body(Bytes content) {
    return new Answer(status, headers, content);
  }
}
