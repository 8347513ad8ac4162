package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

  private final RequestParser parser = new RequestParser(new Limits(40, 8));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/k",
        "/a?x=1",
        "/a%2Fb",
        "/%2d/status",
        "/-",
        "/-x",
        "//-/",
        "/\u00c3\u00a9"
      })
  void theTargetIsTheKeyAsItStands(String target) {
    assertThat(parse("GET", target)).isEqualTo(new Parsed.Ask(new Request.Get(target, false)));
  }

  @Test
  void aTargetThatNamesTheHostMeansItsPath() {
    assertThat(parse("GET", "http://h:1/a?b"))
        .isEqualTo(new Parsed.Ask(new Request.Get("/a?b", false)));
    assertThat(parse("GET", "HTTP://h")).isEqualTo(new Parsed.Ask(new Request.Get("/", false)));
    assertThat(status(parse("PUT", "*"))).isEqualTo(400);
  }

  @Test
  void aReadMayBeStale() {
    assertThat(parse("GET", "/k", "ariadne-READ", "stale"))
        .isEqualTo(new Parsed.Ask(new Request.Get("/k", true)));
    assertRejected(parse("GET", "/k", "Ariadne-Read", "fresh"), 400, "Ariadne-Read");
  }

  @Test
  void aWriteHasItsConditionAndItsId() {
    assertThat(put("/k")).isEqualTo(write(new Condition.Always(), Optional.empty()));
    assertThat(put("/k", "If-Match", "\"17\""))
        .isEqualTo(write(new Condition.RevisionIs(17), Optional.empty()));
    assertThat(put("/k", "If-None-Match", "*"))
        .isEqualTo(write(new Condition.Absent(), Optional.empty()));
    assertThat(put("/k", "Ariadne-If-Value", "a%20%00b+"))
        .isEqualTo(write(new Condition.ValueIs(Bytes.utf8("a \u0000b+")), Optional.empty()));
    assertThat(put("/k", "Ariadne-If-Value", ""))
        .isEqualTo(write(new Condition.ValueIs(Bytes.EMPTY), Optional.empty()));
    assertThat(put("/k", "Ariadne-Request", "worker-7/42"))
        .isEqualTo(write(new Condition.Always(), Optional.of(new RequestId("worker-7", 42))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17",
        "\"\"",
        "\"x\"",
        "*",
        "W/\"1\"",
        "\"1\", \"2\"",
        "\"-1\"",
        "\"99999999999999999999\""
      })
  void aRevisionIsOneTagOfOurs(String tag) {
    assertRejected(parse("PUT", "/k", "If-Match", tag), 400, "If-Match is one ETag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%1", "%1g", "%%41", "caf\u00e9", "%+1"})
  void aValueToCompareWithIsPercentEncoded(String value) {
    assertRejected(parse("PUT", "/k", "Ariadne-If-Value", value), 400, "Ariadne-If-Value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "/1", "a/", "a/-1", "a/x", "a/1/2", "a b/1", "a/99999999999999999999"})
  void aRequestIdIsAClientAndANumber(String id) {
    assertRejected(parse("PUT", "/k", "Ariadne-Request", id), 400, "Ariadne-Request");
  }

  @Test
  void aWriteHasAtMostOneCondition() {
    assertRejected(
        parse("PUT", "/k", "If-Match", "\"1\"", "If-None-Match", "*"), 400, "at most one of");
    assertRejected(
        parse("PUT", "/k", "If-Match", "\"1\"", "Ariadne-If-Value", "x"), 400, "at most one of");
    assertRejected(parse("PUT", "/k", "If-Match", "\"1\"", "if-match", "\"1\""), 400, "twice");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /k, Ariadne-Red",
    "PUT, /k, Ariadne-If-Match",
    "GET, /-/status, ariadne-x",
  })
  void anUnknownHeaderOfOursIsNamed(String method, String target, String header) {
    assertRejected(parse(method, target, header, "x"), 400, header);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /k, Ariadne-Read",
    "GET, /k, If-Match",
    "GET, /k, Ariadne-If-Value",
    "GET, /k, Ariadne-Request",
    "PUT, /k, Ariadne-Incarnation",
    "POST, /3, Ariadne-Incarnation",
    "GET, /-/members, Ariadne-Incarnation",
    "GET, /-/status, Ariadne-Read",
  })
  void aHeaderThatMeansNothingHereIsNotIgnored(String method, String target, String header) {
    assertRejected(parse(method, target, header, "stale"), 400, "means nothing");
  }

  @Test
  void otherHeadersAreNoneOfOurBusiness() {
    assertThat(parse("GET", "/k", "If-None-Match", "\"3\"", "Cookie", "a", "Cookie", "b"))
        .isEqualTo(new Parsed.Ask(new Request.Get("/k", false)));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /k, 400, a member's number",
    "DELETE, /k, 400, a member's number",
    "POST, /, 400, a member's number",
    "DELETE, /4x, 400, a member's number",
    "POST, /99999999999, 400, no member's number is as large as",
    "DELETE, /0, 400, members' numbers begin at 1",
    "HEAD, /k, 405, allowed are",
    "OPTIONS, *, 405, allowed are",
    "CONNECT, host:1, 405, allowed are",
    "get, /k, 405, allowed are",
    "GET, /-/, 404, /-/status",
    "GET, /-/state, 404, /-/status",
    "PUT, /-/k, 404, /-/status",
    "PUT, /-/status, 405, allowed are GET",
    "PUT, /-/append/k, 405, allowed are POST",
    "POST, /-/append, 404, /-/append",
    "POST, /-/append/-/k, 400, no keys",
    "POST, /-/deleted/k, 404, /-/delete",
  })
  void whatThereIsNotIsSaid(String method, String target, int status, String line) {
    assertRejected(parse(method, target), status, line);
  }

  @Test
  void aKeyIsDeletedAppendedToAndCountedBelowTheReservedPrefix() {
    Optional<RequestId> none = Optional.empty();
    assertThat(parse("POST", "/-/delete/a%2F?b", "If-Match", "\"17\""))
        .isEqualTo(
            new Parsed.Ask(new Request.Delete("/a%2F?b", new Condition.RevisionIs(17), none)));
    assertThat(withBody("xy", parse("POST", "/-/append//", "Ariadne-Request", "c/1")))
        .isEqualTo(
            new Request.Append(
                "//",
                Bytes.utf8("xy"),
                new Condition.Always(),
                Optional.of(new RequestId("c", 1))));
    assertThat(withBody("-3", parse("POST", "/-/increment/n")))
        .isEqualTo(new Request.Increment("/n", -3, none));
    assertThat(withBody("", parse("POST", "/-/increment/n")))
        .isEqualTo(new Request.Increment("/n", 1, none));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.5", " 1", "1\n", "9223372036854775808"})
  void whatIsNoNumberIsNotCounted(String body) {
    Parsed.AskWithBody parsed = (Parsed.AskWithBody) parse("POST", "/-/increment/n");
    assertThatThrownBy(() -> parsed.completion().with(Bytes.utf8(body)))
        .isInstanceOfSatisfying(
            Rejection.class, r -> assertThat(r.answer().status()).isEqualTo(400));
  }

  @Test
  void aRemovalMaySayWhichLifeOfTheMemberItMeans() {
    assertThat(parse("DELETE", "/3")).isEqualTo(new Parsed.Ask(new Request.RemoveMember(3)));
    assertThat(parse("DELETE", "/3", "Ariadne-Incarnation", "9BE1d0c8a77b3e91"))
        .isEqualTo(
            new Parsed.Ask(new Request.RemoveMember(3, OptionalLong.of(0x9be1d0c8a77b3e91L))));
    assertRejected(parse("DELETE", "/3", "Ariadne-Incarnation", "17"), 400, "16 hexadecimal");
  }

  @Test
  void theNodeAnswersAboutItself() {
    assertThat(parse("GET", "/-/status")).isEqualTo(new Parsed.Ask(new Request.Status()));
    assertThat(parse("GET", "/-/status?pretty")).isEqualTo(new Parsed.Ask(new Request.Status()));
  }

  @Test
  void whatIsTooLongIsRefusedAtOnce() {
    assertThat(status(parse("GET", "/" + "k".repeat(39)))).isZero();
    assertRejected(parse("GET", "/" + "k".repeat(40)), 414, "40 bytes");
    assertRejected(parse("PUT", "/" + "k".repeat(40)), 414, "40 bytes");
    assertThat(status(parse("PUT", "/k", "Ariadne-If-Value", "12345678"))).isZero();
    assertRejected(parse("PUT", "/k", "Ariadne-If-Value", "123456789"), 413, "8 bytes");
  }

  @Property(tries = 500)
  void anythingGetsAnAnswerOrARequest(
      @ForAll String method, @ForAll String target, @ForAll String name, @ForAll String value) {
    assertThat(parse(method, target, name, value)).isNotNull();
    assertThat(parse("PUT", "/" + target, "Ariadne-If-Value", value)).isNotNull();
    assertThat(parse("PUT", "/" + target, "If-Match", value)).isNotNull();
    assertThat(parse("PUT", "/" + target, "Ariadne-Request", value)).isNotNull();
  }

  private Request put(String target, String... headers) {
    return withBody("v", parse("PUT", target, headers));
  }

  private static Request withBody(String body, Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.AskWithBody.class);
    try {
      return ((Parsed.AskWithBody) parsed).completion().with(Bytes.utf8(body));
    } catch (Rejection e) {
      throw new AssertionError(e);
    }
  }

  private static Request write(Condition condition, Optional<RequestId> id) {
    return new Request.Put("/k", Bytes.utf8("v"), condition, id);
  }

  private Parsed parse(String method, String target, String... headers) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      entries.add(Map.entry(headers[i], headers[i + 1]));
    }
    return parser.parse(method, target, entries);
  }

  /** 0 for a request that the node is to be asked. */
  private static int status(Parsed parsed) {
    return parsed instanceof Parsed.Immediate(Answer answer) ? answer.status() : 0;
  }

  private static void assertRejected(Parsed parsed, int status, String text) {
    assertThat(parsed).isInstanceOf(Parsed.Immediate.class);
    Answer answer = ((Parsed.Immediate) parsed).answer();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().utf8()).contains(text).endsWith("\n").hasLineCount(1);
    assertThat(answer.headers()).contains(Map.entry("Ariadne-Outcome", "failed"));
  }
}
