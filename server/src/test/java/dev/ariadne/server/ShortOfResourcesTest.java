package dev.ariadne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.os.FatalErrors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server as a process that has too little of something. */
@Timeout(300)
class ShortOfResourcesTest {

  @TempDir Path directory;

  /** Whoever starts it without the launcher's flags gets the same. */
  @Test
  void aServerThatIsOutOfMemoryEnds() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(directory, "-Xmx40m", "-XX:+UseSerialGC")) {
      server.awaitService(60);
      String value = "x".repeat(500_000);
      for (int i = 0; i < 500 && server.alive(); i++) {
        server.ask("PUT /" + i, value);
      }
      assertThat(server.awaitEnd(60)).isEqualTo(FatalErrors.EXIT_STATUS);
      assertThat(server.log()).contains("event=fatal").contains("OutOfMemoryError");
    }
  }

  @Test
  void connectionsLeaveDescriptorsForFiles() throws Exception {
    List<String> limited = List.of("/bin/sh", "-c", "ulimit -n 256; exec \"$0\" \"$@\"");
    try (ServerUnderTest server =
        new ServerUnderTest(
            directory,
            limited,
            List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
            List.of("--snapshot-count=1000", "--keep-entries=10"))) {
      server.awaitService(60);
      try (ExpensiveConnections clients =
              new ExpensiveConnections(
                  ExpensiveConnections.Kind.SILENT,
                  300,
                  ExpensiveConnections.loopback(server.port()));
          ExpensiveConnections peers =
              new ExpensiveConnections(
                  ExpensiveConnections.Kind.SMALL_FRAMES_OF_STRANGERS,
                  300,
                  ExpensiveConnections.loopback(server.peerPort()))) {
        // Two snapshots, each with a new segment of the log.
        for (int written = 0; written < 2_100; written++) {
          server.awaitService(60);
        }
        assertThat(server.metric("ariadne_snapshots_taken_total")).isGreaterThanOrEqualTo(2);
        assertThat(clients.refusals() + peers.refusals()).isPositive();
      }
      assertThat(server.alive()).isTrue();
    }
  }

  @Test
  void aServerWithFarTooFewDescriptorsSaysHowManyItNeeds() throws Exception {
    List<String> limited = List.of("/bin/sh", "-c", "ulimit -n 100; exec \"$0\" \"$@\"");
    try (ServerUnderTest server =
        new ServerUnderTest(directory, limited, List.of("-Xmx128m"), List.of())) {
      assertThat(server.awaitEnd(60)).isEqualTo(1);
      assertThat(server.log()).contains("the limit of 100 open files is too low");
    }
  }
}
