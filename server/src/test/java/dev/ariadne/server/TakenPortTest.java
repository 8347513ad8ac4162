package dev.ariadne.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
final class TakenPortTest {
  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  private int node(Path data, int peers, int clients) {
    return new CommandLine(new NodeCommand())
        .setErr(new PrintWriter(err, true))
        .execute(
            "--id=1",
            "--cluster=http://127.0.0.1:" + peers,
            "--port=" + clients,
            "--data-dir=" + data);
  }

  private static ServerSocket taken() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  @Test
  void aPortThatIsTakenIsNamedAndTheDataDirectoryIsNotMade() throws Exception {
    Path data = directory.resolve("data");
    try (ServerSocket one = taken();
        ServerSocket other = taken()) {
      int free;
      try (ServerSocket probe = taken()) {
        free = probe.getLocalPort();
      }
      assertThat(node(data, one.getLocalPort(), free)).isEqualTo(1);
      assertThat(node(data, free, other.getLocalPort())).isEqualTo(1);
      assertThat(node(data, free, free)).isEqualTo(1);
      assertThat(err.toString().lines())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .startsWith(
                          "node 1: cannot listen on port "
                              + one.getLocalPort()
                              + " of 127.0.0.1: Address already in use"),
              line -> assertThat(line).contains("cannot listen on port " + other.getLocalPort()),
              line -> assertThat(line).contains("cannot listen on port " + free));
    }
    assertThat(data).doesNotExist();
  }
}
