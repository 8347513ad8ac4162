package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client is shown what it has sent, not handed it back as it was. */
class AnswerTest {

  private static final String EVIL = "\u001b[2J\u009b31m\u0085\u007f\r\n\u0000";

  private final RequestParser parser = new RequestParser(Limits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"/-/x", "/-/status", "/4", "/k", "x", "/-/delete/-/", "/-/increment/k"})
  void noErrorRepeatsControlCharacters(String target) {
    for (String method : List.of("GET", "PUT", "POST", "DELETE", "HEAD", EVIL)) {
      for (String header : List.of("If-Match", "Ariadne-If-Value", "Ariadne-Read", "Host")) {
        Parsed parsed = parser.parse(method, target + EVIL, List.of(Map.entry(header, "v" + EVIL)));
        if (parsed instanceof Parsed.Immediate(Answer answer)) {
          isOneLine(answer);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000_000})
  void whatPeersSaidIsShownEscapedAndCut(int times) {
    String text = EVIL.repeat(times);
    isOneLine(Answers.of(new Reply.Refused(text)));
    isOneLine(Answers.of(new Reply.Unknown(text)));
    isOneLine(Answers.of(new Reply.MembersConflict(text)));
    isOneLine(Answers.of(new Reply.Health(Optional.of(text), List.of())));
    isOneLine(Answers.of(new Reply.Health(Optional.empty(), List.of(text))));
  }

  private static void isOneLine(Answer answer) {
    String body = answer.body().utf8();
    assertThat(body).endsWith("\n");
    assertThat(body.strip().codePoints()).noneMatch(Character::isISOControl);
    assertThat(body.length()).isLessThan(30_000);
  }
}
