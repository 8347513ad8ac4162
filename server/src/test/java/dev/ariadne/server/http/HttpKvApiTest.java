package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Limits;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.os.NettyIo;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpKvApiTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final long MIB = 1 << 20;

  private final NettyIo io = new NettyIo("io");
  private final FakeService service = new FakeService();
  private final List<RawClient> clients = new ArrayList<>();
  private HttpKvApi api;

  @BeforeEach
  void open() throws IOException {
    api = HttpKvApi.open(io, ANY_PORT, service, HttpBounds.DEFAULT);
  }

  @AfterEach
  void close() {
    clients.forEach(RawClient::close);
    api.close();
    io.close();
  }

  @Test
  void whatIsWrittenIsRead() {
    RawClient client = client();
    RawClient.Response written =
        client.sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: 5").sends("hello").answer();
    assertThat(written.status()).isEqualTo(204);
    assertThat(written.header("ETag")).isEqualTo("\"1\"");
    assertThat(written.header("Content-Length")).isNull();

    RawClient.Response read = client.sendsHead("GET /k HTTP/1.1", "Host: h").answer();
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
    assertThat(read.body()).isEqualTo("hello");
  }

  @Test
  void valuesAreBytes() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 256; c++) {
      all.append(c);
    }
    RawClient client = client();
    assertThat(put(client, "/k", all.toString()).status()).isEqualTo(204);
    assertThat(get(client, "/k").body()).isEqualTo(all.toString());
  }

  @Test
  void anEmptyValueIsNotAnAbsentOne() {
    RawClient client = client();
    assertThat(put(client, "/k", "").status()).isEqualTo(204);
    RawClient.Response empty = get(client, "/k");
    assertThat(empty.status()).isEqualTo(200);
    assertThat(empty.body()).isEmpty();

    RawClient.Response absent = get(client, "/other");
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.body()).isEqualTo("Failed to GET\n");
    assertThat(absent.header("Ariadne-Outcome")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a?x=1&y=%20",
        "/a%2Fb",
        "/a/../b",
        "//",
        "/\u00c3\u00a9",
        "/?",
        "/a%",
        "//evil/x"
      })
  void aKeyIsTheTargetByteByByte(String target) {
    RawClient client = client();
    assertThat(put(client, target, "v").status()).isEqualTo(204);
    assertThat(get(client, target).body()).isEqualTo("v");
    assertThat(service.asked())
        .contains(
            new Request.Put(target, Bytes.utf8("v"), new Condition.Always(), Optional.empty()));
  }

  @Test
  void aBodyInChunksIsOneValue() {
    RawClient client = client();
    client
        .sendsHead("PUT /k HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
        .sends("3\r\nabc\r\n")
        .sends("2\r\nde\r\n0\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(204);
    assertThat(get(client, "/k").body()).isEqualTo("abcde");
  }

  @Test
  void theLargestValueIsTakenAndNoLargerOne() {
    int max = Limits.DEFAULT.valueBytesMax();
    String largest = "x".repeat(max);
    RawClient client = client();
    assertThat(put(client, "/k", largest).status()).isEqualTo(204);
    assertThat(get(client, "/k").body()).isEqualTo(largest);

    client.triesToSend(
        "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: " + (max + 1) + "\r\n\r\n" + largest + "x");
    RawClient.Response tooLarge = client.answer();
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.body()).contains(String.valueOf(max)).endsWith("\n");
    assertThat(tooLarge.header("Connection")).isEqualTo("close");
    assertThat(client.isClosed()).isTrue();
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void aChunkedBodyThatGrowsTooLargeIsRefused() {
    RawClient client = client();
    client.sendsHead("PUT /k HTTP/1.1", "Host: h", "Transfer-Encoding: chunked");
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    for (int i = 0; i < 9; i++) {
      client.triesToSend(chunk);
    }
    assertThat(client.answer().status()).isEqualTo(413);
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void aBodyCutShortStoresNothing() {
    client().sendsHead("PUT /a HTTP/1.1", "Host: h", "Content-Length: 5").sends("hell").close();
    client()
        .sendsHead("PUT /b HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
        .sends("4\r\nhell\r\n")
        .close();
    client().sendsHead("PUT /c HTTP/1.1", "Host: h", "Content-Length: 5").close();
    RawClient halfClosed =
        client().sendsHead("PUT /d HTTP/1.1", "Host: h", "Content-Length: 5").sends("hell");
    assertThat(halfClosed.endsSending().isClosed()).isTrue();
    RawClient halfChunk =
        client()
            .sendsHead("PUT /e HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
            .sends("5\r\nhell");
    assertThat(halfChunk.endsSending().isClosed()).isTrue();
    // Everything above was sent before this, to the same thread.
    assertThat(get(client(), "/k").status()).isEqualTo(404);
    assertThat(service.asked()).containsExactly(new Request.Get("/k", false));
  }

  @Test
  void aBodyThatIsNoChunkStoresNothing() {
    RawClient client =
        client()
            .sendsHead("PUT /k HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
            .sends("nonsense\r\nabc\r\n0\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(400);
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void whoEndsItsSideStillGetsItsAnswer() {
    service.holdsReplies();
    RawClient client = client().sendsHead("GET /k HTTP/1.1", "Host: h").endsSending();
    await().until(() -> service.held() == 1);
    service.release(new Reply.NotFound());
    assertThat(client.answer().status()).isEqualTo(404);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void requestsSentAheadAreAnsweredInTheirOrder() {
    RawClient client = client();
    StringBuilder ahead = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      ahead.append("PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n").append(100 + i);
      ahead.append("GET /k HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    client.sends(ahead.toString());
    for (int i = 0; i < 100; i++) {
      assertThat(client.answer().header("ETag")).isEqualTo("\"" + (i + 1) + "\"");
      assertThat(client.answer().body()).isEqualTo(String.valueOf(100 + i));
    }
  }

  @Test
  void aRequestSentAheadBeginsWhenTheOneBeforeIsAnswered() {
    service.holdsReplies();
    RawClient client = client();
    client.sends("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    await().until(() -> service.held() == 1);
    service.release(new Reply.NotFound());
    assertThat(client.answer().status()).isEqualTo(404);
    await().until(() -> service.held() == 1);
    assertThat(service.asked())
        .containsExactly(new Request.Get("/a", false), new Request.Get("/b", false));
  }

  @Test
  void aConnectionEndsWhenTheClientWants() {
    RawClient client = client();
    assertThat(get(client, "/k").header("Connection")).isNull();
    RawClient.Response last =
        client.sendsHead("GET /k HTTP/1.1", "Host: h", "Connection: close").answer();
    assertThat(last.header("Connection")).isEqualTo("close");
    assertThat(client.isClosed()).isTrue();

    RawClient old = client();
    assertThat(old.sendsHead("GET /k HTTP/1.0").answer().status()).isEqualTo(404);
    assertThat(old.isClosed()).isTrue();
  }

  @Test
  void aBodyMayWaitForLeave() {
    RawClient client = client();
    client.sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: 2", "Expect: 100-continue");
    assertThat(client.answer().status()).isEqualTo(100);
    assertThat(client.sends("ok").answer().status()).isEqualTo(204);
    assertThat(get(client, "/k").body()).isEqualTo("ok");
  }

  @Test
  void leaveIsNotGivenToABodyThatWillBeRefused() {
    RawClient tooLarge =
        client()
            .sendsHead(
                "PUT /k HTTP/1.1", "Host: h", "Content-Length: 9999999", "Expect: 100-continue");
    assertThat(tooLarge.answer().status()).isEqualTo(413);
    RawClient wrong =
        client()
            .sendsHead(
                "PUT /k HTTP/1.1",
                "Host: h",
                "Content-Length: 2",
                "Expect: 100-continue",
                "Ariadne-If: x");
    assertThat(wrong.answer().status()).isEqualTo(400);
    RawClient strange = client().sendsHead("PUT /k HTTP/1.1", "Host: h", "Expect: the-moon");
    assertThat(strange.answer().status()).isEqualTo(417);
  }

  @Test
  void aRefusedRequestWithABodyLeavesTheConnectionUsable() {
    RawClient client = client();
    client
        .sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: 24", "Ariadne-If: x")
        .sends("GET /evil HTTP/1.1\r\n\r\n  ");
    assertThat(client.answer().status()).isEqualTo(400);
    assertThat(get(client, "/k").status()).isEqualTo(404);
    assertThat(service.asked()).containsExactly(new Request.Get("/k", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "PATCH", "TRACE", "BREW"})
  void otherMethodsAreNotAllowed(String method) {
    RawClient client = client();
    RawClient.Response answer =
        client.sendsHead(method + " /k HTTP/1.1", "Host: h").answer(method.equals("HEAD"));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("PUT, GET, POST, DELETE");
    // Nothing of a body may be left for the next answer.
    assertThat(get(client, "/k").body()).isEqualTo("Failed to GET\n");
  }

  @Test
  void changesAreAnsweredWithWhatTheyCameTo() {
    service.alwaysReplies(new Reply.Counted(9, -4));
    RawClient.Response counted = post(client(), "/-/increment/n", "-5");
    assertThat(counted.status()).isEqualTo(200);
    assertThat(counted.header("ETag")).isEqualTo("\"9\"");
    assertThat(counted.body()).isEqualTo("-4");
    assertThat(service.asked()).contains(new Request.Increment("/n", -5, Optional.empty()));
    service.alwaysReplies(new Reply.Appended(10, 3));
    assertThat(post(client(), "/-/append/k", "xyz").body()).isEqualTo("3");
    service.alwaysReplies(new Reply.Deleted(true));
    assertThat(post(client(), "/-/delete/k", "").status()).isEqualTo(204);
    service.alwaysReplies(new Reply.Deleted(false));
    RawClient.Response absent = post(client(), "/-/delete/k", "");
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.header("Ariadne-Outcome")).isNull();
  }

  @Test
  void anAmountThatIsNoNumberLeavesTheConnectionAsItWas() {
    RawClient client = client();
    assertThat(post(client, "/-/increment/n", "many").status()).isEqualTo(400);
    assertThat(get(client, "/k").status()).isEqualTo(404);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void theNodesNumbersComeWithThoseOfItsWayIn() {
    get(client(), "/k");
    RawClient.Response metrics = get(client(), "/-/metrics");
    assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("ariadne_index 0\n")
        .contains("ariadne_http_responses_total{status=\"404\"} 1\n")
        .contains("# TYPE ariadne_http_connections gauge\n");
    assertThat(get(client(), "/-/health").status()).isEqualTo(200);
    service.alwaysReplies(new Reply.Health(Optional.of("no leader is known"), List.of()));
    RawClient.Response unwell = get(client(), "/-/health");
    assertThat(unwell.status()).isEqualTo(503);
    assertThat(unwell.body()).contains("no leader is known");
  }

  private static RawClient.Response post(RawClient client, String target, String body) {
    client
        .sendsHead("POST " + target + " HTTP/1.1", "Host: h", "Content-Length: " + body.length())
        .sends(body);
    return client.answer();
  }

  @Test
  void aMemberIsAddedByItsPeerUrl() {
    RawClient client = client();
    client
        .sendsHead("POST /4 HTTP/1.1", "Host: h", "Content-Length: 21")
        .sends("http://127.0.0.1:9999");
    assertThat(client.answer().status()).isEqualTo(204);
    client.sendsHead("POST /4 HTTP/1.1", "Host: h", "Content-Length: 4").sends("ftp:");
    RawClient.Response answer = client.answer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("peer URL");
    client.sendsHead("DELETE /9 HTTP/1.1", "Host: h");
    assertThat(client.answer().status()).isEqualTo(404);
    client.sendsHead("DELETE /k HTTP/1.1", "Host: h");
    assertThat(client.answer().status()).isEqualTo(400);
  }

  @Test
  void repliesBecomeStatuses() {
    assertReply(new Reply.CompareFailed(7), 412, "failed", "revision 7");
    assertThat(get(client(), "/k").header("ETag")).isEqualTo("\"7\"");
    assertReply(new Reply.CompareFailed(0), 412, "failed", "no value");
    assertThat(get(client(), "/k").header("ETag")).isNull();
    assertReply(new Reply.Unfit(Result.Why.NO_NUMBER, 7), 409, "failed", "no decimal number");
    assertThat(get(client(), "/k").header("ETag")).isEqualTo("\"7\"");
    assertReply(new Reply.Unfit(Result.Why.OVERFLOW, 7), 409, "failed", "sum");
    assertReply(new Reply.Unfit(Result.Why.TOO_LONG, 0), 409, "failed", "524288 bytes");
    assertReply(new Reply.TooLarge(10), 413, "failed", "10 bytes");
    assertReply(
        new Reply.Refused("no leader"), 503, "failed", "certainly did not happen: no leader");
    assertReply(new Reply.Unknown("no answer"), 504, "unknown", "may have happened: no answer");
  }

  @Test
  void whatIsNotHttpIsSaidSo() {
    RawClient noise = client().sends("\u0016\u0003\u0001\u0000 no http\r\n\r\n");
    assertThat(noise.answer().status()).isEqualTo(400);
    assertThat(noise.isClosed()).isTrue();
    assertThat(client().sendsHead("GET /k HTTP/1.1").answer().status())
        .as("no Host")
        .isEqualTo(400);
    assertThat(
            client()
                .sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: 1", "Content-Length: 2")
                .answer()
                .status())
        .isEqualTo(400);
    assertThat(
            client()
                .sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: -1")
                .answer()
                .status())
        .isEqualTo(400);
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void longLinesAndHeadersAreRefused() {
    assertThat(get(client(), "/" + "k".repeat(4095)).status()).isEqualTo(404);
    assertThat(get(client(), "/" + "k".repeat(4096)).status()).isEqualTo(414);
    assertThat(get(client(), "/" + "k".repeat(9000)).status()).isEqualTo(414);
    RawClient headers = client();
    headers.triesToSend("GET /k HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");
    assertThat(headers.answer().status()).isEqualTo(431);
  }

  @Test
  void aBusyPortIsNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> HttpKvApi.open(io, api.address(), service, HttpBounds.DEFAULT))
        .withMessageContaining("port " + api.address().getPort())
        .withCauseInstanceOf(BindException.class);
  }

  @Test
  void theConnectionsAreBoundedAndThoseOverAreTold() throws IOException {
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, bounds(1, 10, 1 << 20))) {
      RawClient first = client(small);
      assertThat(get(first, "/k").status()).isEqualTo(404);
      RawClient second = client(small);
      RawClient.Response refused = get(second, "/k");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Ariadne-Outcome")).isEqualTo("failed");
      assertThat(refused.body()).contains("certainly did not happen");
      assertThat(second.isClosed()).isTrue();
      first.close();
      await().until(() -> get(client(small), "/k").status() == 404);
    }
  }

  @Test
  void theRequestsAreBounded() throws IOException {
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, bounds(10, 1, 1 << 20))) {
      service.holdsReplies();
      RawClient first = client(small).sendsHead("GET /a HTTP/1.1", "Host: h");
      await().until(() -> service.held() == 1);
      RawClient second = client(small);
      RawClient.Response refused = get(second, "/b");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("certainly did not happen");
      service.release(new Reply.NotFound());
      assertThat(first.answer().status()).isEqualTo(404);
      second.sendsHead("GET /c HTTP/1.1", "Host: h");
      await().until(() -> service.held() == 1);
      assertThat(service.asked())
          .containsExactly(new Request.Get("/a", false), new Request.Get("/c", false));
    }
  }

  @Test
  void theBytesOfAllBodiesTogetherAreBounded() throws IOException {
    String large = "x".repeat(8192);
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, bounds(10, 10, 6000))) {
      service.holdsReplies();
      RawClient first = client(small);
      first.sendsHead("PUT /a HTTP/1.1", "Host: h", "Content-Length: 8192").sends(large);
      await().until(() -> service.held() == 1);
      RawClient refused = client(small);
      RawClient.Response answer = put(refused, "/b", large);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("certainly did not happen");
      assertThat(refused.isClosed()).isTrue();
      // What fits into a connection's own room is taken all the same.
      client(small).sends("PUT /s HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n1");
      await().until(() -> service.held() == 2);
      service.release(new Reply.Written(1));
      assertThat(first.answer().status()).isEqualTo(204);
      first.sendsHead("PUT /c HTTP/1.1", "Host: h", "Content-Length: 8192").sends(large);
      await().until(() -> service.held() == 2);
    }
  }

  @Test
  void aBodyTakesTheRoomOfWhatHasComeAndNotOfWhatIsAnnounced() throws IOException {
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, bounds(100, 10, 10_000))) {
      for (int i = 0; i < 50; i++) {
        client(small)
            .sendsHead("PUT /a HTTP/1.1", "Host: h", "Content-Length: 524288")
            .sends("x".repeat(1000));
      }
      assertThat(put(client(small), "/b", "small").status()).isEqualTo(204);
      assertThat(put(client(small), "/c", "x".repeat(8192)).status()).isEqualTo(204);
    }
  }

  @Test
  void theBytesOfUnfinishedHeadsAreBounded() throws IOException {
    String half = "GET /k HTTP/1.1\r\nHost: h\r\n" + "a:b\r\n".repeat(50) + "X: ";
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, bounds(100, 10, 70_000))) {
      RawClient first = client(small).sends(half + "x".repeat(33_000));
      assertThat(get(client(small), "/k").status()).isEqualTo(404);
      await().until(() -> requestBytes(small) > 60_000);
      RawClient second = client(small);
      second.triesToSend(half + "x".repeat(33_000));
      assertThat(second.answer().status()).isEqualTo(503);
      assertThat(second.isClosed()).isTrue();
      assertThat(get(client(small), "/k").status()).isEqualTo(404);
      first.close();
      await().until(() -> requestBytes(small) == 0);
    }
  }

  @Test
  void theBytesOfAnswersThatNobodyTakesAreBounded() throws IOException {
    service.alwaysReplies(new Reply.Found(Bytes.copyOf(new byte[400_000]), 1));
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, HttpBounds.DEFAULT)) {
      long fit = HttpBounds.DEFAULT.answerBytesMax() / (400_000 - HttpBounds.ROOM_BYTES);
      List<RawClient> deaf = new ArrayList<>();
      // The kernel takes some of each, but not the whole of fifty.
      for (int i = 0; i < fit; i++) {
        deaf.add(client(small).smallWindow().sends(ahead(50)));
      }
      await().until(() -> answerBytes(small) > 390_000L * fit);
      RawClient.Response refused = get(client(small), "/k");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Ariadne-Outcome")).isEqualTo("failed");
      deaf.forEach(RawClient::close);
      await().until(() -> get(client(small), "/k").status() == 200);
    }
  }

  @Test
  void requestsSentAheadStayInTheSocket() throws IOException {
    service.holdsReplies();
    RawClient client = client();
    // Far more than all buffers between the two hold.
    Thread sender = Thread.startVirtualThread(() -> client.triesToSend(ahead(1_000_000)));
    await().until(() -> service.held() == 1);
    service.release(new Reply.NotFound());
    await().until(() -> service.held() == 1);
    assertThat(service.asked()).hasSize(2);
    assertThat(requestBytes(api)).isZero();
    assertThat(sender.isAlive()).isTrue();
  }

  @Test
  void whoHasWaitedLongestMakesRoom() throws IOException {
    HttpBounds two =
        new HttpBounds(Limits.DEFAULT, 4096, 100, 2, 10, MIB, MIB, 60_000, 0, 30_000, 30_000);
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, two)) {
      RawClient silent = client(small);
      RawClient halfHead = client(small).sends("GET /k HT");
      for (int i = 0; i < 20; i++) {
        assertThat(get(client(small), "/k").status()).isEqualTo(404);
      }
      assertThat(silent.isClosed()).isTrue();
      assertThat(halfHead.isClosed()).isTrue();
    }
  }

  @Test
  void whoIsBeingAnsweredKeepsItsConnection() throws IOException {
    HttpBounds one =
        new HttpBounds(Limits.DEFAULT, 4096, 100, 1, 10, MIB, MIB, 60_000, 0, 30_000, 30_000);
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, one)) {
      service.holdsReplies();
      RawClient first = client(small).sendsHead("GET /a HTTP/1.1", "Host: h");
      await().until(() -> service.held() == 1);
      assertThat(get(client(small), "/b").status()).isEqualTo(503);
      service.release(new Reply.NotFound());
      assertThat(first.answer().status()).isEqualTo(404);
    }
  }

  private static String ahead(int requests) {
    return "GET /k HTTP/1.1\r\nHost: h\r\n\r\n".repeat(requests);
  }

  private static long requestBytes(HttpKvApi of) {
    return of.requestBytes().taken();
  }

  private static long answerBytes(HttpKvApi of) {
    return of.answerBytes().taken();
  }

  @Test
  void slowClientsAreNotWaitedFor() throws IOException {
    HttpBounds hasty =
        new HttpBounds(Limits.DEFAULT, 4096, 100, 10, 10, MIB, MIB, 300, 300, 200, 200);
    try (HttpKvApi small = HttpKvApi.open(io, ANY_PORT, service, hasty)) {
      RawClient idle = client(small);
      RawClient slowHead = client(small).sends("GET /k HT");
      RawClient slowBody =
          client(small).sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: 5").sends("he");
      RawClient.Response late = slowBody.answer();
      assertThat(late.status()).isEqualTo(408);
      assertThat(late.header("Ariadne-Outcome")).isEqualTo("failed");
      assertThat(slowBody.isClosed()).isTrue();
      assertThat(idle.isClosed()).isTrue();
      assertThat(slowHead.isClosed()).isTrue();
      assertThat(service.asked()).isEmpty();
    }
  }

  private static HttpBounds bounds(int connections, int requests, long bodyBytes) {
    return new HttpBounds(
        Limits.DEFAULT,
        64 << 10,
        100,
        connections,
        requests,
        bodyBytes,
        MIB,
        60_000,
        60_000,
        30_000,
        30_000);
  }

  private void assertReply(Reply reply, int status, String outcome, String text) {
    service.alwaysReplies(reply);
    RawClient.Response answer = get(client(), "/k");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Ariadne-Outcome")).isEqualTo(outcome);
    assertThat(answer.body()).contains(text).endsWith("\n").hasLineCount(1);
  }

  private static RawClient.Response put(RawClient client, String target, String body) {
    return client
        .sends("PUT " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: ")
        .sends(body.length() + "\r\n\r\n" + body)
        .answer();
  }

  private static RawClient.Response get(RawClient client, String target) {
    return client.sendsHead("GET " + target + " HTTP/1.1", "Host: h").answer();
  }

  private RawClient client() {
    return client(api);
  }

  private RawClient client(HttpKvApi server) {
    RawClient client = new RawClient(server.address());
    clients.add(client);
    return client;
  }
}
