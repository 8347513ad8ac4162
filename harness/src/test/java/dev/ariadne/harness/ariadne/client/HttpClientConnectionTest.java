package dev.ariadne.harness.ariadne.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.client.HttpOutcome.Answered;
import dev.ariadne.harness.ariadne.client.HttpOutcome.NotSent;
import dev.ariadne.harness.ariadne.client.HttpOutcome.Unanswered;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpClientConnectionTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(150);

  @Test
  void anAnswerComesWithItsStatusHeadersAndBody() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                new ScriptedServer.Turn.Answer(
                    "HTTP/1.1 200 OK\r\nETag: \"7\"\r\ncontent-LENGTH: 5\r\n\r\nhäll"));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      Answered answer = (Answered) connection.exchange(HttpRequest.get("/k"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("häll");
      assertThat(answer.header("etag")).contains("\"7\"");
      assertThat(server.asked)
          .containsExactly("GET /k HTTP/1.1\r\nHost: " + host(server) + "\r\n\r\n");
    }
  }

  @Test
  void aBodyIsSentWithItsLength() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(204, ""));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      connection.exchange(HttpRequest.put("/k", "värde", "If-None-Match: *"));
      assertThat(server.asked)
          .containsExactly(
              "PUT /k HTTP/1.1\r\nHost: "
                  + host(server)
                  + "\r\nIf-None-Match: *\r\nContent-Length: 6\r\n\r\nvärde");
    }
  }

  @Test
  void requestsFollowEachOtherOnOneConnection() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.answer(200, "a"),
                new ScriptedServer.Turn.Answer("HTTP/1.1 204 No Content\r\n\r\n"),
                new ScriptedServer.Turn.Answer(
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"),
                ScriptedServer.answer(200, "e"));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      for (String body : new String[] {"a", "", "abcd", "e"}) {
        assertThat(((Answered) connection.exchange(HttpRequest.get("/k"))).body()).isEqualTo(body);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithItsConnection() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                new ScriptedServer.Turn.AnswerAndEnd("HTTP/1.0 200 OK\r\n\r\nall of it"),
                ScriptedServer.answer(200, "next"));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      assertThat(connection.exchange(HttpRequest.get("/k")))
          .extracting(o -> ((Answered) o).body())
          .isEqualTo("all of it");
      assertThat(connection.exchange(HttpRequest.get("/k")))
          .extracting(o -> ((Answered) o).body())
          .isEqualTo("next");
    }
  }

  @Test
  void whereNobodyListensNothingIsSent() {
    try (HttpClientConnection connection = new HttpClientConnection(ScriptedServer::nobody, LONG)) {
      assertThat(connection.exchange(HttpRequest.put("/k", "v"))).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void aKeptConnectionThatTheServerHasEndedIsReplacedBeforeAnythingIsSent() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.answer(204, ""), ScriptedServer.answer(204, ""));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      connection.exchange(HttpRequest.put("/k", "1"));
      server.endConnections();
      assertThat(connection.exchange(HttpRequest.put("/k", "2"))).isInstanceOf(Answered.class);
      assertThat(server.asked).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aResetAfterTheRequestLeavesItUnansweredAndItIsNotSentAgain() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(new ScriptedServer.Turn.Reset(), ScriptedServer.answer(204, ""));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      assertThat(connection.exchange(HttpRequest.put("/k", "1"))).isInstanceOf(Unanswered.class);
      assertThat(server.asked).hasSize(1);
      assertThat(connection.exchange(HttpRequest.put("/k", "2"))).isInstanceOf(Answered.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 204 No Content\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n"
      })
  void halfAnAnswerIsNone(String bytes) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                new ScriptedServer.Turn.AnswerAndEnd(bytes),
                new ScriptedServer.Turn.AnswerAndReset(bytes));
        HttpClientConnection connection = new HttpClientConnection(server::address, LONG)) {
      assertThat(connection.exchange(HttpRequest.put("/k", "1"))).isInstanceOf(Unanswered.class);
      assertThat(connection.exchange(HttpRequest.put("/k", "1"))).isInstanceOf(Unanswered.class);
      assertThat(server.asked).hasSize(2);
    }
  }

  @Test
  void theLimitEndsTheWaitForAnAnswer() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                new ScriptedServer.Turn.Silence(), ScriptedServer.answer(200, "late"));
        HttpClientConnection connection = new HttpClientConnection(server::address, SHORT)) {
      assertThat(connection.exchange(HttpRequest.put("/k", "1")))
          .isEqualTo(new Unanswered("timed out"));
    }
  }

  @Test
  void anAnswerThatComesAfterTheLimitIsNotTakenForTheNextOnes() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                new ScriptedServer.Turn.Answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"),
                ScriptedServer.answer(200, "mine"));
        HttpClientConnection connection = new HttpClientConnection(server::address, SHORT)) {
      assertThat(connection.exchange(HttpRequest.get("/k"))).isInstanceOf(Unanswered.class);
      assertThat(connection.exchange(HttpRequest.get("/k")))
          .extracting(o -> ((Answered) o).body())
          .isEqualTo("mine");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void closingEndsARequestThatWaits() throws IOException {
    try (ScriptedServer server = new ScriptedServer(new ScriptedServer.Turn.Silence())) {
      HttpClientConnection connection = new HttpClientConnection(server::address, LONG);
      CompletableFuture<HttpOutcome> waiting = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> waiting.complete(connection.exchange(HttpRequest.put("/k", "1"))));
      Awaitility.await().until(() -> server.asked.size() == 1);
      connection.close();
      assertThat(waiting.join()).isInstanceOf(Unanswered.class);
      assertThat(connection.exchange(HttpRequest.get("/k"))).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void everythingButPlainLettersIsEncoded() {
    assertThat(HttpRequest.encoded("a-Z_0.~")).isEqualTo("a-Z_0.~");
    assertThat(HttpRequest.encoded("ä/ ?%")).isEqualTo("%C3%A4%2F%20%3F%25");
  }

  private static String host(ScriptedServer server) {
    return "127.0.0.1:" + server.address().getPort();
  }
}
