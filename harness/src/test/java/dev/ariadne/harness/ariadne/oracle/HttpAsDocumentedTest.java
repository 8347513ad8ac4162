package dev.ariadne.harness.ariadne.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.http.Answer;
import dev.ariadne.server.http.HttpMeaning;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import dev.ariadne.server.kv.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server keeps to the page on HTTP, and whatever does not is noticed. */
final class HttpAsDocumentedTest {

  private final HttpMeaning server = new HttpMeaning(Limits.DEFAULT);

  private HttpMeaning.Understood understood(HttpRequest sent) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line : sent.headers()) {
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1)));
    }
    Bytes body = sent.body().map(Bytes::utf8).orElse(Bytes.EMPTY);
    return server.understand(sent.method(), sent.path(), headers, body);
  }

  /** The server's parser and this project's reading of the page, against each other. */
  @Property(tries = 2000)
  void theServerUnderstandsWhatThePageSays(@ForAll("requests") HttpRequest sent) {
    assertThat(HttpAsDocumented.misunderstood(sent, understood(sent))).isEmpty();
  }

  @Provide
  Arbitrary<HttpRequest> requests() {
    Arbitrary<String> methods = Arbitraries.of("GET", "PUT", "POST", "DELETE", "PATCH");
    Arbitrary<String> paths =
        Arbitraries.of(
            "/a",
            "/a?b=1",
            "//a",
            "/%2F",
            "/7",
            "/0",
            "/2147483648",
            "/-/delete/a?b",
            "/-/delete/-/a",
            "/-/append/a",
            "/-/increment/a",
            "/-/status",
            "/-/members?x",
            "/-/other",
            "/" + "k".repeat(4095),
            "/" + "k".repeat(4096),
            "/" + "\u00e9".repeat(2047),
            "/" + "\u00e9".repeat(2048));
    Arbitrary<String> headers =
        Arbitraries.of(
            "If-Match: \"17\"",
            "if-match: \"9223372036854775808\"",
            "If-Match: 17",
            "If-None-Match: *",
            "If-None-Match: \"1\"",
            "Ariadne-If-Value: a%20b",
            "Ariadne-If-Value: a+b",
            "Ariadne-If-Value:",
            "Ariadne-If-Value: %",
            "Ariadne-Read: stale",
            "Ariadne-Read: fresh",
            "Ariadne-Request: Client-1/7",
            "ARIADNE-REQUEST: client-1/7",
            "Ariadne-Request: c/",
            "Ariadne-Request: " + "c".repeat(128) + "/1",
            "Ariadne-Request: " + "c".repeat(129) + "/1",
            "Ariadne-Incarnation: 9be1d0c8a77b3e91",
            "Ariadne-Incarnation: 9be1",
            "Ariadne-Other: 1",
            "Accept: */*",
            "Content-Range: bytes 0-1/2");
    Arbitrary<String> bodies =
        Arbitraries.of(
            "",
            "1",
            "-0",
            "007",
            "ten",
            "1.5",
            "-9223372036854775808",
            "9223372036854775808",
            "00000000000000000001",
            "000000000000000000001",
            "http://n7:9021",
            "http://n7:9021/",
            "http://n7:65536",
            "n7:9021");
    return Combinators.combine(methods, paths, headers.list().ofMaxSize(2), bodies)
        .as((method, path, lines, body) -> new HttpRequest(method, path, lines, Optional.of(body)));
  }

  static List<Request> wrongReadings() {
    RequestId id = new RequestId("worker", 7);
    Condition at = new Condition.RevisionIs(17);
    return List.of(
        new Request.Put("/a", Bytes.utf8("v"), new Condition.Always(), Optional.of(id)),
        new Request.Put("/a", Bytes.utf8("v"), new Condition.RevisionIs(18), Optional.of(id)),
        new Request.Put("/a", Bytes.utf8("v"), at, Optional.empty()),
        new Request.Put("/a", Bytes.utf8("v"), at, Optional.of(new RequestId("Worker", 7))),
        new Request.Put("/a", Bytes.utf8("v "), at, Optional.of(id)),
        new Request.Put("/a/", Bytes.utf8("v"), at, Optional.of(id)),
        new Request.Append("/a", Bytes.utf8("v"), at, Optional.of(id)),
        new Request.RemoveMember(1, OptionalLong.empty()));
  }

  @ParameterizedTest
  @MethodSource("wrongReadings")
  void anotherReadingOfARequestIsNoticed(Request other) {
    HttpRequest sent =
        HttpRequest.put("/a", "v", "If-Match: \"17\"").with("Ariadne-Request: worker/7");
    assertThat(HttpAsDocumented.misunderstood(sent, new HttpMeaning.Asks(other)))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("PUT /a with [If-Match: \"17\", Ariadne-Request"));
  }

  @Test
  void aRequestThatHasToBeRefusedAndIsNotIsNoticed() {
    HttpRequest sent = HttpRequest.post("/-/increment/a", "ten");
    Request counted = new Request.Increment("/a", 1, Optional.empty());
    assertThat(HttpAsDocumented.misunderstood(sent, new HttpMeaning.Asks(counted)))
        .hasValueSatisfying(text -> assertThat(text).contains("has to be refused with 400"));
  }

  @Test
  void aRefusalWithAnotherStatusIsNoticed() {
    HttpRequest sent = HttpRequest.post("/-/increment/a", "ten");
    Answer other = new Answer(503, List.of(Map.entry("Ariadne-Outcome", "failed")), Bytes.EMPTY);
    assertThat(HttpAsDocumented.misunderstood(sent, new HttpMeaning.Answered(other)))
        .hasValueSatisfying(text -> assertThat(text).contains("400; it is refused with 503"));
  }

  static List<Reply> replies() {
    return List.of(
        new Reply.Found(Bytes.utf8("v"), 17),
        new Reply.NotFound(),
        new Reply.Written(17),
        new Reply.CompareFailed(0),
        new Reply.CompareFailed(17),
        new Reply.Deleted(true),
        new Reply.Deleted(false),
        new Reply.Appended(17, 5),
        new Reply.Counted(17, -5),
        new Reply.Unfit(Result.Why.OVERFLOW, 17),
        new Reply.Unfit(Result.Why.TOO_LONG, 0),
        new Reply.MembersChanged(),
        new Reply.MembersConflict("taken"),
        new Reply.NoSuchMember(4),
        new Reply.TooLarge(10),
        new Reply.Refused("no leader"),
        new Reply.Unknown("in time"));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyIsToldAsThePageSays(Reply reply) {
    assertThat(HttpAsDocumented.mistold(reply, HttpMeaning.answer(reply))).isEmpty();
  }

  /** No two of these replies may be told alike, but for deletions and changes of members. */
  @ParameterizedTest
  @MethodSource("replies")
  void aReplyThatIsToldAsAnotherIsNoticed(Reply reply) {
    for (Reply other : replies()) {
      boolean alike =
          other.getClass() == reply.getClass() && !(reply instanceof Reply.Deleted)
              || isEmptyAnswer(reply) && isEmptyAnswer(other)
              || isAbsence(reply) && isAbsence(other)
              || isConflict(reply) && isConflict(other);
      if (!alike) {
        assertThat(HttpAsDocumented.mistold(reply, HttpMeaning.answer(other)))
            .as("%s told as %s", reply, other)
            .isPresent();
      }
    }
  }

  private static boolean isEmptyAnswer(Reply reply) {
    return reply instanceof Reply.MembersChanged || reply.equals(new Reply.Deleted(true));
  }

  private static boolean isConflict(Reply reply) {
    return reply instanceof Reply.MembersConflict
        || reply.equals(new Reply.Unfit(Result.Why.TOO_LONG, 0));
  }

  private static boolean isAbsence(Reply reply) {
    return reply instanceof Reply.NotFound || reply.equals(new Reply.Deleted(false));
  }
}
