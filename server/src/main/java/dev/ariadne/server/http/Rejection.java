package dev.ariadne.server.http;

/** A request is not what it should be; carries the answer. */
final class Rejection extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  Rejection(Answer answer) {
    super(answer.body().utf8(), null, false, false);
    this.answer = answer;
  }

  static Rejection badRequest(String line) {
    return new Rejection(Answer.failed(400, line));
  }

  Answer answer() {
    return answer;
  }
}
