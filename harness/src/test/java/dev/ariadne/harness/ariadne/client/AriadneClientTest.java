package dev.ariadne.harness.ariadne.client;

import static dev.ariadne.checker.history.Op.Type.FAIL;
import static dev.ariadne.checker.history.Op.Type.INFO;
import static dev.ariadne.checker.history.Op.Type.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Option;

@Timeout(30)
class AriadneClientTest {

  private static final Duration NONE = Duration.ZERO;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<Object> READ = Arrays.asList(3L, null);
  private static final List<Object> WRITE = List.of(3L, 17L);
  private static final List<Object> CAS = List.of(3L, List.of(17L, 18L));
  private static final List<Object> CREATE = List.of(3L, List.of(new Keyword("absent"), 18L));

  @Test
  void aClientWaitsLongerThanTheServerTakes() throws ReflectiveOperationException {
    Option option =
        Class.forName("dev.ariadne.server.NodeCommand")
            .getDeclaredField("requestTimeoutMs")
            .getAnnotation(Option.class);
    assertThat(AriadneClient.LIMIT)
        .isGreaterThan(Duration.ofMillis(Long.parseLong(option.defaultValue())));
  }

  @Test
  void aReadFindsANumberOrNothing() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.answer(200, "17"), ScriptedServer.answer(404, "Failed to GET\n"))) {
      assertThat(done(server, "read", READ)).isEqualTo(op(OK, "read", List.of(3L, 17L), null));
      assertThat(done(server, "read", READ))
          .isEqualTo(op(OK, "read", List.of(3L, new Keyword("absent")), null));
      assertThat(server.asked).allMatch(ask -> ask.startsWith("GET /3 HTTP/1.1\r\n"));
      assertThat(server.asked).noneMatch(ask -> ask.contains("Ariadne-Read"));
    }
  }

  @Test
  void aStaleReadSaysSo() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(200, "17"));
        AriadneClient client =
            new AriadneClient(server::address, new RevisionCache(), true, NONE, LIMIT)) {
      done(client, "read", READ);
      assertThat(server.asked.get(0)).contains("\r\nAriadne-Read: stale\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 17", "+17", "017", "-0", "x", "99999999999999999999"})
  void whatNobodyCanHaveWrittenIsShownAsItIs(String body) throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(200, body))) {
      assertThat(done(server, "read", READ)).isEqualTo(op(OK, "read", List.of(3L, body), null));
    }
  }

  @Test
  void aWriteIsAPutOfItsDecimalText() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(204, ""))) {
      assertThat(done(server, "write", WRITE)).isEqualTo(op(OK, "write", WRITE, null));
      assertThat(server.asked.get(0)).startsWith("PUT /3 HTTP/1.1").endsWith("\r\n\r\n17");
    }
  }

  @Test
  void aCasComparesWithAValueOrWithNothing() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.answer(204, ""), ScriptedServer.answer(204, ""))) {
      assertThat(done(server, "cas", CAS)).isEqualTo(op(OK, "cas", CAS, null));
      assertThat(done(server, "cas", CREATE)).isEqualTo(op(OK, "cas", CREATE, null));
      assertThat(server.asked.get(0))
          .contains("\r\nAriadne-If-Value: 17\r\n")
          .doesNotContain("If-None-Match");
      assertThat(server.asked.get(1))
          .contains("\r\nIf-None-Match: *\r\n")
          .doesNotContain("Ariadne-If-Value");
    }
  }

  @Test
  void anAppendPutsAnElementAndACommaBehindAndAReadFindsAList() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.answer(200, "5"),
            ScriptedServer.answer(200, "3,17,"),
            ScriptedServer.answer(409, "no"))) {
      assertThat(done(server, "append", WRITE)).isEqualTo(op(OK, "append", WRITE, null));
      assertThat(server.asked.get(0))
          .startsWith("POST /-/append/3 HTTP/1.1")
          .endsWith("\r\n\r\n17,");
      assertThat(done(server, "read", READ))
          .isEqualTo(op(OK, "read", List.of(3L, List.of(3L, 17L)), null));
      assertThat(done(server, "append", WRITE).type()).isEqualTo(FAIL);
    }
  }

  @Test
  void anIncrementTellsTheNumberAfterIt() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(200, "41"))) {
      Op done = done(server, "increment", WRITE);
      assertThat(done.type()).isEqualTo(OK);
      assertThat(done.extra()).containsEntry("result", 41L);
      assertThat(server.asked.get(0)).startsWith("POST /-/increment/3 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"append", "increment"})
  void anAppendOrIncrementWithoutAnAnswerIsDoubtful(String f) throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(504, "perhaps"))) {
      assertThat(done(server, f, WRITE).type()).isEqualTo(INFO);
    }
  }

  @Test
  void aRequestIdIsSentAsTheRequestsName() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(204, ""));
        AriadneClient client =
            new AriadneClient(server::address, new RevisionCache(), false, NONE, LIMIT)) {
      TreeMap<String, Object> extra = new TreeMap<>();
      extra.put("request", "p7/12");
      CompletableFuture<Op> completion = new CompletableFuture<>();
      client.invoke(
          new Op(12, 0, Op.Type.INVOKE, new Op.Process.Client(7), "write", WRITE, extra),
          completion::complete);
      assertThat(completion.join().type()).isEqualTo(OK);
      assertThat(server.asked.get(0)).contains("\r\nAriadne-Request: p7/12\r\n");
    }
  }

  @Test
  void aFailedComparisonIsCertain() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(412, "it is 5"))) {
      assertThat(done(server, "cas", CAS))
          .isEqualTo(op(FAIL, "cas", CAS, new Keyword("cas-mismatch")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "413, FAIL, too-large",
    "503, FAIL, unavailable",
    "504, INFO, unknown",
    "200, INFO, http-200",
    "400, INFO, http-400",
    "404, INFO, http-404",
    "500, INFO, http-500"
  })
  void anyOtherAnswerToAChangeIsDoubtfulUnlessItSaysThatNothingHappened(
      int status, Op.Type type, String error) throws IOException {
    for (String f : List.of("write", "cas")) {
      try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(status, "because\n"))) {
        List<Object> value = f.equals("cas") ? CAS : WRITE;
        assertThat(done(server, f, value))
            .isEqualTo(op(type, f, value, List.of(new Keyword(error), "because")));
      }
    }
  }

  @Test
  void aWriteThatIsToldOfAComparisonIsDoubtful() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(412, ""))) {
      assertThat(done(server, "write", WRITE).type()).isEqualTo(INFO);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 412, 413, 500, 503, 504})
  void aReadThatIsNotAnsweredHasNoEffect(int status) throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(status, ""))) {
      Op done = done(server, "read", READ);
      assertThat(done.type()).isEqualTo(FAIL);
      assertThat(done.value()).isEqualTo(READ);
    }
  }

  @ParameterizedTest
  @CsvSource({"read, FAIL", "write, INFO", "cas, INFO"})
  void aResetOrHalfAnAnswerAfterTheRequestIsDoubtfulForAChange(String f, Op.Type type)
      throws IOException {
    List<ScriptedServer.Turn> turns =
        List.of(
            new ScriptedServer.Turn.Reset(),
            new ScriptedServer.Turn.AnswerAndReset("HTTP/1.1 204 No Con"),
            new ScriptedServer.Turn.AnswerAndEnd("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1"));
    for (ScriptedServer.Turn turn : turns) {
      try (ScriptedServer server = new ScriptedServer(turn)) {
        Op done = done(server, f, value(f));
        assertThat(done.type()).isEqualTo(type);
        assertThat(done.value()).isEqualTo(value(f));
        assertThat(server.asked).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"read, FAIL", "write, INFO", "cas, INFO"})
  void noAnswerInTimeIsDoubtfulForAChange(String f, Op.Type type) throws IOException {
    try (ScriptedServer server = new ScriptedServer(new ScriptedServer.Turn.Silence());
        AriadneClient client =
            new AriadneClient(
                server::address, new RevisionCache(), false, NONE, Duration.ofMillis(100))) {
      assertThat(done(client, f, value(f)))
          .isEqualTo(op(type, f, value(f), List.of(new Keyword("no-answer"), "timed out")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "cas"})
  void whereNobodyListensNothingHappens(String f) {
    try (AriadneClient client =
        new AriadneClient(ScriptedServer::nobody, new RevisionCache(), false, NONE, LIMIT)) {
      assertThat(done(client, f, value(f)))
          .isEqualTo(op(FAIL, f, value(f), List.of(new Keyword("not-sent"), "Connection refused")));
    }
  }

  @Test
  void aNodeThatComesUpSoonIsWaitedForAndAskedOnce() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(204, ""));
        AriadneClient client =
            new AriadneClient(
                () -> tries.incrementAndGet() < 4 ? ScriptedServer.nobody() : server.address(),
                new RevisionCache(),
                false,
                LIMIT,
                LIMIT)) {
      assertThat(done(client, "write", WRITE).type()).isEqualTo(OK);
      assertThat(server.asked).hasSize(1);
      assertThat(tries).hasValue(4);
    }
  }

  @Test
  void whatWasSentIsNotTriedAgainHoweverPatientTheClient() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(new ScriptedServer.Turn.Reset(), ScriptedServer.answer(204, ""));
        AriadneClient client =
            new AriadneClient(server::address, new RevisionCache(), false, LIMIT, LIMIT)) {
      assertThat(done(client, "write", WRITE).type()).isEqualTo(INFO);
      assertThat(server.asked).hasSize(1);
    }
  }

  @Test
  void whatTheClientDoesNotKnowIsAMistakeOfTheWorkload() {
    try (AriadneClient client =
        new AriadneClient(ScriptedServer::nobody, new RevisionCache(), false, NONE, LIMIT)) {
      assertThatThrownBy(() -> client.invoke(op(Op.Type.INVOKE, "prepend", WRITE, null), op -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("prepend [3, 17]");
    }
  }

  private static List<Object> value(String f) {
    return switch (f) {
      case "read" -> READ;
      case "write" -> WRITE;
      default -> CAS;
    };
  }

  private static Op done(ScriptedServer server, String f, Object value) {
    try (AriadneClient client =
        new AriadneClient(server::address, new RevisionCache(), false, NONE, LIMIT)) {
      return done(client, f, value);
    }
  }

  private static Op done(AriadneClient client, String f, Object value) {
    CompletableFuture<Op> done = new CompletableFuture<>();
    client.invoke(op(Op.Type.INVOKE, f, value, null), done::complete);
    return done.join();
  }

  private static Op op(Op.Type type, String f, Object value, Object error) {
    TreeMap<String, Object> extra = new TreeMap<>();
    if (error != null) {
      extra.put("error", error);
    }
    return new Op(-1, -1, type, new Op.Process.Client(4), f, value, extra);
  }
}
