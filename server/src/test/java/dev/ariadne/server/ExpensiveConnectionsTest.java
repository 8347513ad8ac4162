package dev.ariadne.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ariadne.server.http.HttpBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server with a heap of 256 MiB and many connections that cost as much as they can: some are
 * refused, others are served meanwhile, and everybody is afterwards. {@code -Dariadne.connections}
 * says how many, 300 by default; with 4096 of each kind it takes some minutes.
 */
@Timeout(600)
class ExpensiveConnectionsTest {

  private static final int CONNECTIONS = Integer.getInteger("ariadne.connections", 300);

  /**
   * The longest that clients may keep others out: until their answer is not waited for any more.
   */
  private static final long SERVICE_SECONDS_MAX = 90;

  private static final long AFTERWARDS_SECONDS_MAX = 20;
  private static final long HEAP_BYTES = 256L << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void areRefusedAndOthersAreServed(ExpensiveConnections.Kind kind) throws Exception {
    try (ServerUnderTest server =
        new ServerUnderTest(
            directory, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")) {
      server.awaitService(60);
      if (kind == ExpensiveConnections.Kind.SLOW_READERS) {
        String big = "x".repeat(ExpensiveConnections.BIG_BYTES);
        assertThat(server.ask("PUT " + ExpensiveConnections.BIG_KEY, big))
            .startsWith("HTTP/1.1 204");
      }
      attack(server, kind);
      assertThat(server.log()).doesNotContain("OutOfMemory").doesNotContain("event=broken");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "HEADS_THAT_FILL_THEIR_ROOM", "REQUESTS_AHEAD"})
  void aConnectionTakesNoMoreThanIsCountedForIt(ExpensiveConnections.Kind kind) throws Exception {
    int connections = 200;
    try (ServerUnderTest server =
        new ServerUnderTest(directory, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")) {
      server.awaitService(60);
      // What the first connection loads is there for all.
      server.awaitService(60);
      long before = server.liveHeapBytes();
      try (ExpensiveConnections silent =
          new ExpensiveConnections(
              kind, connections, ExpensiveConnections.loopback(server.port()))) {
        server.awaitService(60);
        long each = (server.liveHeapBytes() - before) / connections;
        System.out.printf("a connection of %s takes %d bytes%n", kind, each);
        assertThat(silent.refusals()).isZero();
        assertThat(each).isBetween(1L, (long) HttpBounds.CONNECTION_BYTES);
      }
    }
  }

  private static void attack(ServerUnderTest server, ExpensiveConnections.Kind kind)
      throws IOException {
    int port = kind.toPeers() ? server.peerPort() : server.port();
    long servedMillis;
    try (ExpensiveConnections attack =
        new ExpensiveConnections(kind, CONNECTIONS, ExpensiveConnections.loopback(port))) {
      servedMillis = server.awaitService(SERVICE_SECONDS_MAX);
      HttpBounds bounds = HttpBounds.of(HEAP_BYTES, HttpBounds.CONNECTIONS_MAX);
      assertThat(server.metric("ariadne_http_request_bytes"))
          .isLessThanOrEqualTo(bounds.requestBytesMax());
      assertThat(server.metric("ariadne_http_answer_bytes"))
          .isLessThanOrEqualTo(bounds.answerBytesMax());
      if (kind.refused()) {
        await().atMost(Duration.ofSeconds(60)).until(() -> attack.refusals() > 0);
      }
      System.out.printf(
          "%d %s: served after %d ms, RSS %d MiB, %s%n",
          CONNECTIONS, kind, servedMillis, server.residentMib(), attack.outcomes());
    }
    long afterwardsMillis = server.awaitService(AFTERWARDS_SECONDS_MAX);
    assertThat(server.alive()).isTrue();
    System.out.printf(
        "  afterwards after %d ms, RSS %d MiB%n", afterwardsMillis, server.residentMib());
  }
}
