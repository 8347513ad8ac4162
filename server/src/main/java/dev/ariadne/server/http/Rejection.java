package dev.ariadne.server.http;

/** A request is not what it should be; carries the answer. */
final class Rejection extends Exception {

  private static final long serialVersionUID = 1;

  private static final int SHOWN_CHARS_MAX = 100;

  private final transient Answer answer;

  Rejection(Answer answer) {
    super(answer.body().utf8(), null, false, false);
    this.answer = answer;
  }

  static Rejection badRequest(String line) {
    return new Rejection(Answer.failed(400, line));
  }

  /** A part of a request as an answer may repeat it: not long, and nothing a terminal obeys. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.substring(0, Math.min(SHOWN_CHARS_MAX, text.length())).toCharArray()) {
      shown.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return text.length() > SHOWN_CHARS_MAX ? shown + "…" : shown.toString();
  }

  Answer answer() {
    return answer;
  }
}
