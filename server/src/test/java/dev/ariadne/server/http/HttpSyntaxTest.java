package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.os.NettyIo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 9110 and RFC 9112 at the border: what a request's bytes mean, and which of them are refused.
 * In the tables {@code ~} stands for CR LF, {@code ^r} for CR, {@code ^n} for LF, {@code ^t} for a
 * tab and {@code ^0} for NUL.
 */
class HttpSyntaxTest {

  private static final String AFTER = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

  private final NettyIo io = new NettyIo("io");
  private final FakeService service = new FakeService();
  private HttpKvApi api;
  private RawClient client;

  @BeforeEach
  void open() throws IOException {
    api =
        HttpKvApi.open(
            io,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            service,
            HttpBounds.DEFAULT);
    client = new RawClient(api.address());
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
    io.close();
  }

  /** Whatever follows such a request on its connection is no request. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The request's line.
        "400 | GET  /k HTTP/1.1~Host: h~~",
        "400 | GET /k  HTTP/1.1~Host: h~~",
        "400 | GET /k HTTP/1.1 ~Host: h~~",
        "400 | ` GET /k HTTP/1.1~Host: h~~`",
        "400 | GET^t/k HTTP/1.1~Host: h~~",
        "400 | GET /a b HTTP/1.1~Host: h~~",
        "400 | GET /a^tb HTTP/1.1~Host: h~~",
        "400 | GET /k~Host: h~~",
        "400 | GET~Host: h~~",
        "400 | G(T /k HTTP/1.1~Host: h~~",
        "400 | /k HTTP/1.1~Host: h~~",
        "400 | ~~~GET /k HTTP/1.1~Host: h~~",
        "400 | GET /k^0 HTTP/1.1~Host: h~~",
        // Versions.
        "505 | GET /k HTTP/9.9~Host: h~~",
        "505 | GET /k HTTP/1.2~Host: h~~",
        "505 | GET /k HTTP/0.9~Host: h~~",
        "505 | GET /k HTTP/2.0~Host: h~~",
        "505 | PRI * HTTP/2.0~~SM~~",
        "400 | GET /k http/1.1~Host: h~~",
        "400 | GET /k HTTP/1.10~Host: h~~",
        "400 | GET /k HTTP/11~Host: h~~",
        "400 | GET /k HTTP/1~Host: h~~",
        "400 | GET /k HTTP/1.1x~Host: h~~",
        "400 | GET /k FTP/1.1~Host: h~~",
        // Host.
        "400 | GET /k HTTP/1.1~~",
        "400 | GET /k HTTP/1.1~Host: h~Host: h~~",
        "400 | GET /k HTTP/1.1~Host: h~hOST: other~~",
        "400 | GET /k HTTP/1.0~Host: h~Host: other~~",
        "400 | GET /k HTTP/1.1~Host: a b~~",
        "400 | GET /k HTTP/1.1~Host: a,b~~x",
        "400 | GET /k HTTP/1.1~Host: h/path~~",
        "400 | GET /k HTTP/1.1~Host: u@h~~",
        "400 | GET /k HTTP/1.1~Host: h:80:80~~",
        "400 | GET /k HTTP/1.1~Host: h:port~~",
        "400 | GET /k HTTP/1.1~Host: [::1~~",
        // Line ends, folding, control characters.
        "400 | GET /k HTTP/1.1^nHost: h^n^n",
        "400 | GET /k HTTP/1.1~Host: h^n~",
        "400 | GET /k HTTP/1.1~Host: h^rX: y~~",
        "400 | GET /k HTTP/1.1^r^r^nHost: h~~",
        "400 | GET /k HTTP/1.1~Host: h~^rX: y~~",
        "400 | GET /k HTTP/1.1~Host: h~X: a~ b~~",
        "400 | GET /k HTTP/1.1~Host: h~X: a~^tb~~",
        "400 | GET /k HTTP/1.1~ Host: h~~",
        "400 | GET /k HTTP/1.1~Host: h~X: a^0b~~",
        "400 | GET /k HTTP/1.1~Host: h~X^0: b~~",
        // Names of headers.
        "400 | GET /k HTTP/1.1~Host : h~~",
        "400 | GET /k HTTP/1.1~Host^t: h~~",
        "400 | GET /k HTTP/1.1~Host: h~: nameless~~",
        "400 | GET /k HTTP/1.1~Host: h~no colon~~",
        "400 | GET /k HTTP/1.1~Host: h~a b: c~~",
        "400 | GET /k HTTP/1.1~Host: h~a(b): c~~",
        // Content-Length.
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1~Content-Length: 1~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1~Content-Length: 2~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1, 1~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: +1~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: -1~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 0x1~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1 1~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1.0~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length:~~a",
        "400 | GET /k HTTP/1.1~Host: h~Content-Length: x~~a",
        "413 | PUT /k HTTP/1.1~Host: h~Content-Length: 524289~~a",
        "413 | PUT /k HTTP/1.1~Host: h~Content-Length: 9223372036854775807~~a",
        "413 | PUT /k HTTP/1.1~Host: h~Content-Length: 9223372036854775808~~a",
        "413 | PUT /k HTTP/1.1~Host: h~Content-Length: 18446744073709551617~~a",
        "411 | PUT /k HTTP/1.1~Host: h~~",
        "411 | PUT /k HTTP/1.0~~",
        "411 | POST /-/append/k HTTP/1.1~Host: h~~",
        "411 | POST /4 HTTP/1.1~Host: h~~",
        // Transfer-Encoding.
        "501 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: gzip, chunked~~1~a~0~~",
        "501 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: gzip~Transfer-Encoding: chunked~~1~a~0~~",
        "501 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: identity, chunked~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked, gzip~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked, chunked~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: identity~~a",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: xchunked~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked;q=1~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding:~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~Content-Length: 1~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1~Transfer-Encoding: chunked~~1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Content-Length: 1~Transfer-Encoding: gzip~~a",
        "400 | PUT /k HTTP/1.0~Transfer-Encoding: chunked~~1~a~0~~",
        // Chunks.
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1^na^n0^n^n",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1 ~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~0x1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~+1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~-1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~ab~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~aX~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~000000001~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~FFFFFFFFFFFFFFFF1~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1;a^nb~a~0~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~a~0~no field~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~a~0~: nameless~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~a~0~ X: folded~~",
        "400 | PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~a~0~X: a^0~~",
        // Expect.
        "417 | PUT /k HTTP/1.1~Host: h~Expect: 200-ok~Content-Length: 1~~a",
        "417 | PUT /k HTTP/1.1~Host: h~Expect: 100-continue, more~Content-Length: 1~~a",
      })
  void whatIsDoubtfulIsRefusedAndItsConnectionEnds(int status, String request) {
    client.triesToSend(bytes(request) + AFTER);
    RawClient.Response answer = client.answer();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Ariadne-Outcome")).isEqualTo("failed");
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(answer.body()).endsWith("\n").hasLineCount(1);
    assertThat(client.isClosed()).isTrue();
    assertThat(service.asked()).isEmpty();
  }

  /** These are wrong in what they ask for, not in how: the next request is clear. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | PUT h:80",
        "400 | PUT *",
        "400 | PUT k",
        "400 | PUT ?q=1",
        "400 | PUT http:/victim",
        "400 | PUT http:///victim",
        "400 | PUT http://?a=/victim",
        "400 | PUT http://u@h/victim",
        "400 | PUT http://u:p@h/victim",
        "400 | PUT http://h:port/victim",
        "400 | PUT http://h\\victim/x",
        "400 | PUT http://h#/victim",
        "400 | PUT http://h/k#part",
        "400 | PUT /k#part",
        "400 | PUT ftp://h/victim",
        "421 | PUT https://h/victim",
        "405 | CONNECT h:80",
        "405 | OPTIONS *",
      })
  void aTargetThatIsNoKeyIsRefused(int status, String line) {
    client.sends(line + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nv");
    assertThat(client.answer().status()).isEqualTo(status);
    client.sends("GET /k HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(404);
    assertThat(service.asked()).containsExactly(new Request.Get("/k", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://h?a=/victim | /?a=/victim",
        "http://h?q=1 | /?q=1",
        "http://h?http://other/victim | /?http://other/victim",
        "http://h | /",
        "http://h/ | /",
        "http://h? | /?",
        "http://h:80/k | /k",
        "http://h:/k | /k",
        "HTTP://H/k | /k",
        "http://[::1]:80/k?x | /k?x",
        "http://127.0.0.1//k | //k",
        "http://h/a/../b | /a/../b",
        "http://h/k?u@x | /k?u@x",
        "//h/k | //h/k",
        "/http://h/k | /http://h/k",
        "/a%2Fb%23c | /a%2Fb%23c",
        "/a?b?c | /a?b?c",
      })
  void aTargetThatNamesTheHostMeansItsPathAndQuery(String target, String key) {
    client.sends("PUT " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nv");
    assertThat(client.answer().status()).isEqualTo(204);
    assertThat(service.asked()).containsExactly(put(key, "v"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /k HTTP/1.1~Host: h~Content-Length: 1~~v",
        "PUT /k HTTP/1.1~Host: h~Content-Length: 0001~~v",
        "PUT /k HTTP/1.1~Host: h~content-LENGTH:1~~v",
        "PUT /k HTTP/1.1~Host: h~Content-Length: ^t1^t ~~v",
        "~PUT /k HTTP/1.1~Host: h~Content-Length: 1~~v",
        "PUT /k HTTP/1.1~Host:~Content-Length: 1~~v",
        "PUT /k HTTP/1.1~Host: [::1]:9121~Content-Length: 1~~v",
        "PUT /k HTTP/1.1~Host: h~X-Empty:~X: a^tb\u00e9~Content-Length: 1~~v",
        "PUT /k HTTP/1.1~Host: h~Connection: Upgrade, HTTP2-Settings~Upgrade: h2c~"
            + "HTTP2-Settings: AAE~Content-Length: 1~~v",
        "PUT /k HTTP/1.1~Host: h~Transfer-Encoding: Chunked~~1~v~0~~",
        "PUT /k HTTP/1.1~Host: h~Transfer-Encoding: chunked~~0001;x=\"y\"~v~000~X: y~Z:~~",
      })
  void whatIsClearIsTakenAndTheNextRequestIsWhereItEnds(String request) {
    client.sends(bytes(request) + "GET /k HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(204);
    assertThat(client.answer().body()).isEqualTo("v");
    assertThat(service.asked()).containsExactly(put("/k", "v"), new Request.Get("/k", false));
  }

  @Test
  void aRequestMeansTheSameHoweverItsBytesAreCut() {
    String chunked =
        bytes("PUT /c HTTP/1.1~Host: h~Transfer-Encoding: chunked~~2;x~ab~1~c~0~T: u~~");
    String plain = bytes("PUT /p HTTP/1.1~Host: h~Content-Length: 3~~xyz");
    for (char each : (chunked + plain + chunked).toCharArray()) {
      client.sends(String.valueOf(each));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(client.answer().status()).isEqualTo(204);
    }
    assertThat(service.asked())
        .containsExactly(put("/c", "abc"), put("/p", "xyz"), put("/c", "abc"));
  }

  @Test
  void anIncrementAndADeletionNeedNoLength() {
    client.sendsHead("POST /-/increment/n HTTP/1.1", "Host: h");
    assertThat(client.answer().status()).isEqualTo(200);
    client.sendsHead("POST /-/delete/n HTTP/1.1", "Host: h");
    assertThat(client.answer().status()).isEqualTo(404);
  }

  @Test
  void aPartIsNotStoredAsTheWhole() {
    client
        .sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Range: bytes 0-0/9", "Content-Length: 1")
        .sends("v");
    assertThat(client.answer().status()).isEqualTo(400);
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void tooManyHeadersAreRefusedAndAsManyAsFitAreTaken() {
    int max = HttpBounds.DEFAULT.headerLinesMax();
    client.sends("GET /k HTTP/1.1\r\nHost: h\r\n" + "a:\r\n".repeat(max - 1) + "\r\n");
    assertThat(client.answer().status()).isEqualTo(404);
    client.triesToSend("GET /k HTTP/1.1\r\nHost: h\r\n" + "a:\r\n".repeat(max) + "\r\n");
    assertThat(client.answer().status()).isEqualTo(431);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void longNumbersAreRefusedWithoutBeingCounted() {
    String digits = "9".repeat(60_000);
    for (String header : List.of("If-Match: \"" + digits + "\"", "Ariadne-Request: c/" + digits)) {
      client.sendsHead("PUT /k HTTP/1.1", "Host: h", "Content-Length: 0", header);
      RawClient.Response answer = client.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).hasSizeLessThan(300);
    }
    client.sendsHead("DELETE /" + "9".repeat(4000) + " HTTP/1.1", "Host: h");
    RawClient.Response answer = client.answer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).hasSizeLessThan(300);
    client.triesToSend("PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: " + digits + "\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(413);
  }

  @Test
  void anAnswerRepeatsNothingThatATerminalWouldObey() {
    client.sendsHead("GET /-/\u009b31m\u00ffx HTTP/1.1", "Host: h");
    assertThat(client.answer().body()).contains("/-/?31m?x");
    client.sendsHead("GET /k HTTP/1.1", "Host: h", "Ariadne-" + "X".repeat(50_000) + ": y");
    assertThat(client.answer().body()).hasSizeLessThan(400);
  }

  private static Request put(String key, String value) {
    return new Request.Put(key, Bytes.utf8(value), new Condition.Always(), Optional.empty());
  }

  private static String bytes(String text) {
    return text.replace("~", "\r\n")
        .replace("^r", "\r")
        .replace("^n", "\n")
        .replace("^t", "\t")
        .replace("^0", "\0");
  }
}
