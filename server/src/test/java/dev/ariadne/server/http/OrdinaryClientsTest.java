package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ariadne.server.os.NettyIo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that people use are understood, strict as the server is. */
@Timeout(60)
class OrdinaryClientsTest {

  private static final String LARGE = "x".repeat(300_000);
  private static final Path CURL = Path.of("/usr/bin/curl");

  private final NettyIo io = new NettyIo("io");
  private final FakeService service = new FakeService();
  private HttpKvApi api;

  @BeforeEach
  void open() throws IOException {
    api =
        HttpKvApi.open(
            io,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            service,
            HttpBounds.DEFAULT);
  }

  @AfterEach
  void close() {
    api.close();
    io.close();
  }

  @Test
  void theHttpClientOfTheJdk() throws Exception {
    // The one that would rather speak HTTP/2 asks for that in a header.
    for (HttpClient.Version version : HttpClient.Version.values()) {
      if (version.name().equals("HTTP_3")) {
        continue; // over UDP
      }
      try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
        assertThat(put(client, HttpRequest.BodyPublishers.ofString(LARGE))).isEqualTo(204);
        assertThat(value(client)).isEqualTo(LARGE);
        // Of unknown length, so in chunks.
        HttpRequest.BodyPublisher stream =
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(LARGE.getBytes(StandardCharsets.US_ASCII)));
        assertThat(put(client, stream)).isEqualTo(204);
        assertThat(value(client)).isEqualTo(LARGE);
        assertThat(put(client, HttpRequest.BodyPublishers.noBody())).isEqualTo(204);
        assertThat(value(client)).isEmpty();
        HttpRequest expecting =
            HttpRequest.newBuilder(key())
                .expectContinue(true)
                .PUT(HttpRequest.BodyPublishers.ofString("leave"))
                .build();
        assertThat(client.send(expecting, HttpResponse.BodyHandlers.discarding()).statusCode())
            .isEqualTo(204);
        assertThat(value(client)).isEqualTo("leave");
      }
    }
  }

  @Test
  void theOldClientOfTheJdk() throws Exception {
    for (boolean chunked : new boolean[] {false, true}) {
      HttpURLConnection connection = (HttpURLConnection) key().toURL().openConnection();
      connection.setRequestMethod("PUT");
      connection.setDoOutput(true);
      if (chunked) {
        connection.setChunkedStreamingMode(1000);
      }
      connection.getOutputStream().write(LARGE.getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.getResponseCode()).isEqualTo(204);
      HttpURLConnection read = (HttpURLConnection) key().toURL().openConnection();
      assertThat(read.getInputStream().readAllBytes()).hasSize(LARGE.length());
    }
  }

  @Test
  void theCommandLine() throws Exception {
    assumeThat(Files.exists(CURL)).as("curl is installed").isTrue();
    assertThat(curl("-X", "PUT", "-d", "hello")).endsWith("204");
    assertThat(curl()).isEqualTo("hello200");
    assertThat(curl("-T", "-", "-H", "Transfer-Encoding: chunked")).endsWith("204");
    assertThat(curl("-X", "PUT", "--data-binary", "")).endsWith("204");
    assertThat(curl("-0", "-X", "PUT", "-d", "old")).endsWith("204");
    assertThat(curl("--http2", "-X", "PUT", "-d", "new")).endsWith("204");
    assertThat(curl("-H", "Expect: 100-continue", "-X", "PUT", "-d", LARGE.substring(0, 100_000)))
        .endsWith("204");
    assertThat(curl("-X", "PUT")).contains("Content-Length").endsWith("411");
    assertThat(curl("--proxy", "http://127.0.0.1:" + api.address().getPort())).endsWith("200");
  }

  private static int put(HttpClient client, HttpRequest.BodyPublisher body, URI key)
      throws Exception {
    HttpRequest request = HttpRequest.newBuilder(key).PUT(body).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private int put(HttpClient client, HttpRequest.BodyPublisher body) throws Exception {
    return put(client, body, key());
  }

  private String value(HttpClient client) throws Exception {
    return client
        .send(HttpRequest.newBuilder(key()).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private URI key() {
    return URI.create("http://127.0.0.1:" + api.address().getPort() + "/key?of=mine");
  }

  /** What it printed: the body, then the status. */
  private String curl(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(CURL.toString(), "-s", "-w", "%{http_code}", "--max-time", "20"));
    command.addAll(List.of(options));
    command.add(key().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
