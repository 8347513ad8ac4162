package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HttpMeaningTest {

  private final HttpMeaning http = new HttpMeaning(Limits.DEFAULT);

  @Test
  void aRequestIsAskedWithAllThatItsHeadersSay() {
    assertThat(
            http.understand(
                "PUT",
                "/k",
                List.of(Map.entry("Ariadne-If-Value", " 1"), Map.entry("ariadne-request", "me/7")),
                Bytes.utf8("2")))
        .isEqualTo(
            new HttpMeaning.Asks(
                new Request.Put(
                    "/k",
                    Bytes.utf8("2"),
                    new Condition.ValueIs(Bytes.utf8("1")),
                    Optional.of(new RequestId("me", 7)))));
  }

  @Test
  void whatHasNoBodyIsAskedWithoutOne() {
    assertThat(http.understand("GET", "/k", List.of(), Bytes.EMPTY))
        .isEqualTo(new HttpMeaning.Asks(new Request.Get("/k", false)));
  }

  @Test
  void aHeadThatMakesNoSenseIsAnsweredWithoutTheNode() {
    assertThat(status(http.understand("PATCH", "/k", List.of(), Bytes.EMPTY))).isEqualTo(405);
  }

  @Test
  void aBodyThatMakesNoSenseIsAnsweredWithoutTheNode() {
    assertThat(status(http.understand("POST", "/-/increment/k", List.of(), Bytes.utf8("one"))))
        .isEqualTo(400);
  }

  @Test
  void aReplyIsToldAsOverASocket() {
    Answer answer = HttpMeaning.answer(new Reply.Unknown("the leader is gone"));
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.headers()).contains(Map.entry("Ariadne-Outcome", "unknown"));
  }

  private static int status(HttpMeaning.Understood understood) {
    return understood instanceof HttpMeaning.Answered(Answer answer) ? answer.status() : 0;
  }
}
