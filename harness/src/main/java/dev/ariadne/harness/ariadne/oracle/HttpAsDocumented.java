package dev.ariadne.harness.ariadne.oracle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.http.Answer;
import dev.ariadne.server.http.HttpMeaning.Answered;
import dev.ariadne.server.http.HttpMeaning.Asks;
import dev.ariadne.server.http.HttpMeaning.Understood;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.RequestId;
import dev.ariadne.server.raft.Status;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * HTTP means what its page says ({@code docs/http-api.md}): a request reaches the node as the one
 * that its bytes describe, or is refused with the documented status, and a reply is told with the
 * documented status, headers and body. This reads and writes HTTP on its own, by the page and
 * without the server's parser.
 */
public final class HttpAsDocumented {

  /** The name of the rule. */
  public static final String NAME = "http-as-documented";

  private static final int KEY_BYTES_MAX = 4096;
  private static final int VALUE_BYTES_MAX = 512 * 1024;
  private static final int NUMBER_CHARS_MAX = 20;
  private static final int CLIENT_CHARS_MAX = 128;

  private static final String IF_MATCH = "if-match";
  private static final String IF_NONE_MATCH = "if-none-match";
  private static final String IF_VALUE = "ariadne-if-value";
  private static final String READ = "ariadne-read";
  private static final String REQUEST = "ariadne-request";
  private static final String INCARNATION = "ariadne-incarnation";
  private static final Set<String> CONDITIONS = Set.of(IF_MATCH, IF_NONE_MATCH, IF_VALUE);
  private static final Set<String> KNOWN =
      Set.of(IF_MATCH, IF_NONE_MATCH, IF_VALUE, READ, REQUEST, INCARNATION);

  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private static final JsonMapper JSON = new JsonMapper();

  /** A request that the page refuses, with the status. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    RefusedException(int status) {
      super("refused with " + status, null, false, false);
      this.status = status;
    }
  }

  private HttpAsDocumented() {}

  /**
   * Compares what the server has made of a request with what the page says.
   *
   * @return the difference; empty if there is none
   */
  public static Optional<String> misunderstood(HttpRequest sent, Understood understood) {
    try {
      Request meant = meant(sent);
      return switch (understood) {
        case Asks(Request arrived) ->
            arrived.equals(meant)
                ? Optional.empty()
                : Optional.of(
                    "%s means %s; the node is asked for %s"
                        .formatted(words(sent), shortened(meant), shortened(arrived)));
        case Answered(Answer answer) ->
            Optional.of(
                "%s means %s; it is answered with %d and does not reach the node"
                    .formatted(words(sent), shortened(meant), answer.status()));
      };
    } catch (RefusedException refused) {
      return switch (understood) {
        case Asks(Request arrived) ->
            Optional.of(
                "%s has to be refused with %d; the node is asked for %s"
                    .formatted(words(sent), refused.status, shortened(arrived)));
        case Answered(Answer answer) ->
            answer.status() != refused.status
                ? Optional.of(
                    "%s has to be refused with %d; it is refused with %d"
                        .formatted(words(sent), refused.status, answer.status()))
                : outcome(answer, "failed").map(wrong -> words(sent) + ": " + wrong);
      };
    }
  }

  // Requests

  private static Request meant(HttpRequest sent) throws RefusedException {
    String target = sent.path();
    for (String change : List.of("/-/delete", "/-/append", "/-/increment")) {
      if (target.startsWith(change + "/")) {
        return change(sent, change, target.substring(change.length()), headers(sent));
      }
    }
    if (target.startsWith("/-/")) {
      return report(sent, headers(sent));
    }
    requireKey(target);
    return switch (sent.method()) {
      case "GET" -> {
        Map<String, String> headers = headers(sent);
        allow(headers, READ, IF_NONE_MATCH);
        yield new Request.Get(target, stale(headers));
      }
      case "PUT" -> {
        Map<String, String> headers = headers(sent);
        allow(headers, IF_MATCH, IF_NONE_MATCH, IF_VALUE, REQUEST);
        Condition condition = condition(headers);
        yield new Request.Put(target, body(sent), condition, name(headers));
      }
      case "POST", "DELETE" -> members(sent, headers(sent));
      default -> throw new RefusedException(405);
    };
  }

  private static Request change(
      HttpRequest sent, String change, String key, Map<String, String> headers)
      throws RefusedException {
    if (!sent.method().equals("POST")) {
      throw new RefusedException(405);
    }
    requireKey(key);
    if (key.startsWith("/-/")) {
      throw new RefusedException(400);
    }
    switch (change) {
      case "/-/increment" -> {
        allow(headers, REQUEST);
        Optional<RequestId> name = name(headers);
        return new Request.Increment(key, amount(body(sent)), name);
      }
      case "/-/append" -> {
        allow(headers, IF_MATCH, IF_NONE_MATCH, IF_VALUE, REQUEST);
        Condition condition = condition(headers);
        return new Request.Append(key, body(sent), condition, name(headers));
      }
      default -> {
        allow(headers, IF_MATCH, IF_NONE_MATCH, IF_VALUE, REQUEST);
        Condition condition = condition(headers);
        return new Request.Delete(key, condition, name(headers));
      }
    }
  }

  private static Request report(HttpRequest sent, Map<String, String> headers)
      throws RefusedException {
    String path = sent.path().split("\\?", 2)[0];
    Request request =
        switch (path) {
          case "/-/members" -> new Request.Members();
          case "/-/status" -> new Request.Status();
          case "/-/health" -> new Request.Health();
          case "/-/metrics" -> new Request.Metrics();
          default -> throw new RefusedException(404);
        };
    if (!sent.method().equals("GET")) {
      throw new RefusedException(405);
    }
    allow(headers, IF_NONE_MATCH);
    return request;
  }

  private static Request members(HttpRequest sent, Map<String, String> headers)
      throws RefusedException {
    String digits = sent.path().substring(1);
    int id = (int) number(digits, 1, Integer.MAX_VALUE);
    if (sent.method().equals("DELETE")) {
      allow(headers, INCARNATION);
      return new Request.RemoveMember(id, incarnation(headers));
    }
    allow(headers);
    String url = sent.body().orElse("").strip();
    return new Request.AddMember(id, address(url.endsWith("/") ? url.replaceAll("/$", "") : url));
  }

  /** A peer's URL; of hosts only what this project's worlds use is judged. */
  private static String address(String url) throws RefusedException {
    if (!url.matches("http://[A-Za-z0-9.-]+:\\d{1,5}")) {
      throw new RefusedException(400);
    }
    number(url.substring(url.lastIndexOf(':') + 1), 1, 65_535);
    return url;
  }

  /** The headers that have a meaning, by their names in small letters. */
  private static Map<String, String> headers(HttpRequest sent) throws RefusedException {
    Map<String, String> headers = new TreeMap<>();
    for (String line : sent.headers()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(name)) {
        if (name.startsWith("ariadne-") || name.equals("content-range")) {
          throw new RefusedException(400);
        }
        continue;
      }
      if (headers.put(name, line.substring(colon + 1).strip()) != null) {
        throw new RefusedException(400);
      }
    }
    return headers;
  }

  private static void allow(Map<String, String> headers, String... allowed)
      throws RefusedException {
    if (!List.of(allowed).containsAll(headers.keySet())) {
      throw new RefusedException(400);
    }
  }

  /** The bytes of a key: those above 0x7f count twice. */
  private static void requireKey(String key) throws RefusedException {
    if (key.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
      throw new RefusedException(414);
    }
  }

  private static boolean stale(Map<String, String> headers) throws RefusedException {
    String read = headers.get(READ);
    if (read != null && !read.equals("stale")) {
      throw new RefusedException(400);
    }
    return read != null;
  }

  private static Condition condition(Map<String, String> headers) throws RefusedException {
    if (headers.keySet().stream().filter(CONDITIONS::contains).count() > 1) {
      throw new RefusedException(400);
    }
    if (headers.containsKey(IF_MATCH)) {
      String tag = headers.get(IF_MATCH);
      if (!tag.matches("\"\\d+\"")) {
        throw new RefusedException(400);
      }
      return new Condition.RevisionIs(
          number(tag.substring(1, tag.length() - 1), 0, Long.MAX_VALUE));
    }
    if (headers.containsKey(IF_NONE_MATCH)) {
      if (!headers.get(IF_NONE_MATCH).equals("*")) {
        throw new RefusedException(400);
      }
      return new Condition.Absent();
    }
    if (headers.containsKey(IF_VALUE)) {
      Bytes value = decoded(headers.get(IF_VALUE));
      if (value.length() > VALUE_BYTES_MAX) {
        throw new RefusedException(413);
      }
      return new Condition.ValueIs(value);
    }
    return new Condition.Always();
  }

  private static Bytes decoded(String text) throws RefusedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        throw new RefusedException(400);
      }
      if (c == '%') {
        String digits = text.substring(i + 1, Math.min(i + 3, text.length()));
        if (!digits.matches("[0-9A-Fa-f]{2}")) {
          throw new RefusedException(400);
        }
        bytes.write(Integer.parseInt(digits, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  private static Optional<RequestId> name(Map<String, String> headers) throws RefusedException {
    String name = headers.get(REQUEST);
    if (name == null) {
      return Optional.empty();
    }
    int slash = name.indexOf('/');
    String client = slash < 0 ? "" : name.substring(0, slash);
    if (!client.matches("[!-~]{1," + CLIENT_CHARS_MAX + "}")) {
      throw new RefusedException(400);
    }
    return Optional.of(new RequestId(client, number(name.substring(slash + 1), 0, Long.MAX_VALUE)));
  }

  private static OptionalLong incarnation(Map<String, String> headers) throws RefusedException {
    String digits = headers.get(INCARNATION);
    if (digits == null) {
      return OptionalLong.empty();
    }
    if (!digits.matches("[0-9A-Fa-f]{16}")) {
      throw new RefusedException(400);
    }
    return OptionalLong.of(new BigInteger(digits, 16).longValue());
  }

  private static long amount(Bytes body) throws RefusedException {
    String text = body.utf8();
    if (text.isEmpty()) {
      return 1;
    }
    if (text.length() > NUMBER_CHARS_MAX || !text.matches("-?[0-9]+")) {
      throw new RefusedException(400);
    }
    BigInteger number = new BigInteger(text);
    if (number.compareTo(LONG_MIN) < 0 || number.compareTo(LONG_MAX) > 0) {
      throw new RefusedException(400);
    }
    return number.longValue();
  }

  private static long number(String digits, long min, long max) throws RefusedException {
    if (!digits.matches("[0-9]+")) {
      throw new RefusedException(400);
    }
    BigInteger number = new BigInteger(digits);
    if (number.compareTo(BigInteger.valueOf(min)) < 0
        || number.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new RefusedException(400);
    }
    return number.longValue();
  }

  private static Bytes body(HttpRequest sent) {
    return Bytes.utf8(sent.body().orElse(""));
  }

  // Answers

  /**
   * Compares how a reply is told with what the page says.
   *
   * @return the difference; empty if there is none
   */
  public static Optional<String> mistold(Reply reply, Answer answer) {
    Optional<String> wrong =
        switch (reply) {
          case Reply.Found(Bytes value, long revision) ->
              status(answer, 200)
                  .or(() -> tag(answer, revision))
                  .or(() -> body(answer, value))
                  .or(() -> noOutcome(answer));
          case Reply.NotFound() ->
              status(answer, 404).or(() -> tag(answer, 0)).or(() -> noOutcome(answer));
          case Reply.Written(long revision) ->
              status(answer, 204)
                  .or(() -> tag(answer, revision))
                  .or(() -> body(answer, Bytes.EMPTY))
                  .or(() -> noOutcome(answer));
          case Reply.CompareFailed(long revision) ->
              status(answer, 412)
                  .or(() -> tag(answer, revision))
                  .or(() -> outcome(answer, "failed"));
          case Reply.Deleted(boolean existed) ->
              status(answer, existed ? 204 : 404)
                  .or(() -> tag(answer, 0))
                  .or(() -> noOutcome(answer));
          case Reply.Appended(long revision, long length) -> number(answer, revision, length);
          case Reply.Counted(long revision, long number) -> number(answer, revision, number);
          case Reply.Unfit unfit ->
              status(answer, 409)
                  .or(() -> tag(answer, unfit.revision()))
                  .or(() -> outcome(answer, "failed"));
          case Reply.MembersChanged() ->
              status(answer, 204).or(() -> tag(answer, 0)).or(() -> noOutcome(answer));
          case Reply.MembersConflict conflict ->
              status(answer, 409).or(() -> tag(answer, 0)).or(() -> outcome(answer, "failed"));
          case Reply.NoSuchMember none -> status(answer, 404).or(() -> outcome(answer, "failed"));
          case Reply.MemberList(Status raft) ->
              status(answer, 200).or(() -> json(answer, raft, false));
          case Reply.TooLarge large -> status(answer, 413).or(() -> outcome(answer, "failed"));
          case Reply.Refused refused -> status(answer, 503).or(() -> outcome(answer, "failed"));
          case Reply.Unknown unknown -> status(answer, 504).or(() -> outcome(answer, "unknown"));
          case Reply.Health health -> status(answer, health.unwell().isPresent() ? 503 : 200);
          case Reply.Metrics metrics -> status(answer, 200);
          case Reply.Report report ->
              status(answer, 200).or(() -> json(answer, report.raft(), true));
        };
    return wrong.map(text -> "the reply " + shortened(reply) + " is told wrongly: " + text);
  }

  private static Optional<String> number(Answer answer, long revision, long number) {
    return status(answer, 200)
        .or(() -> tag(answer, revision))
        .or(() -> body(answer, Bytes.utf8(Long.toString(number))))
        .or(() -> noOutcome(answer));
  }

  private static Optional<String> status(Answer answer, int status) {
    return differs("the status", answer.status(), status);
  }

  /** An ETag for a key that has a value, none for one that has not. */
  private static Optional<String> tag(Answer answer, long revision) {
    List<String> expected = revision == 0 ? List.of() : List.of("\"" + revision + "\"");
    return differs("the ETag", header(answer, "etag"), expected);
  }

  private static Optional<String> outcome(Answer answer, String outcome) {
    return differs("Ariadne-Outcome", header(answer, "ariadne-outcome"), List.of(outcome));
  }

  private static Optional<String> noOutcome(Answer answer) {
    return differs("Ariadne-Outcome", header(answer, "ariadne-outcome"), List.of());
  }

  private static Optional<String> body(Answer answer, Bytes expected) {
    return answer.body().equals(expected)
        ? Optional.empty()
        : Optional.of(
            "the body has %d bytes that are not the %d expected ones"
                .formatted(answer.body().length(), expected.length()));
  }

  private static Optional<String> json(Answer answer, Status raft, boolean whole) {
    JsonNode json;
    try {
      json = JSON.readTree(answer.body().utf8());
    } catch (JacksonException e) {
      return Optional.of("the body is no JSON");
    }
    List<String> members = new ArrayList<>();
    json.path("members")
        .forEach(
            member ->
                members.add(
                    "%d %s %s %s"
                        .formatted(
                            member.path("id").asLong(),
                            member.path("incarnation").asText(),
                            member.path("address").asText(),
                            member.path("role").asText())));
    List<String> expected =
        raft.membership().members().stream()
            .map(
                member ->
                    "%d %016x %s %s"
                        .formatted(
                            member.id(),
                            member.incarnation(),
                            member.address(),
                            member.votes() ? "voter" : "learner"))
            .toList();
    Optional<String> wrong =
        differs("members", members, expected)
            .or(() -> differs("leader", json.path("leader").asLong(), (long) raft.leader()))
            .or(() -> differs("commit", json.path("commit").asLong(), raft.commit()));
    return whole
        ? wrong
            .or(() -> differs("term", json.path("term").asLong(), raft.term()))
            .or(() -> differs("vote", json.path("vote").asLong(), (long) raft.vote()))
            .or(() -> differs("applied", json.path("applied").asLong(), raft.applied()))
            .or(
                () ->
                    differs(
                        "role",
                        json.path("role").asText(),
                        raft.role().name().toLowerCase(Locale.ROOT)))
        : wrong;
  }

  private static List<String> header(Answer answer, String name) {
    return answer.headers().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Optional<String> differs(String what, Object found, Object expected) {
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of("%s is %s, expected %s".formatted(what, found, expected));
  }

  // Texts

  private static String words(HttpRequest sent) {
    return "%s %s%s"
        .formatted(
            sent.method(),
            shortened(sent.path()),
            sent.headers().isEmpty() ? "" : " with " + shortened(sent.headers()));
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
