package dev.ariadne.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Addresses and numbers that no member can have are refused before anything begins. */
class NodeCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "junk",
        "http://127.0.0.1:0",
        "http://127.0.0.1:70000",
        "http://127.0.0.1:9021?q",
        "http://127.0.0.1:9021#f",
        "http://user@127.0.0.1:9021",
        "http://127.0.0.1:9021/path",
        "http://h\u001b[2J:9021",
        "1=http://a:1,1=http://b:1",
        "http://a:1,http://a:1",
        "0=http://a:1,1=http://b:1",
        "99999999999=http://a:1,1=http://b:1",
        "\u0661=http://a:1",
        ","
      })
  void aClusterThatCannotBeIsRefusedInOneLine(String cluster) {
    String said = refused(cluster);
    assertThat(said).startsWith("--cluster ");
    assertThat(said.codePoints()).noneMatch(Character::isISOControl);
  }

  @Test
  void thereAreNoMoreThanSoManyMembers() {
    String cluster =
        IntStream.rangeClosed(1, 64)
            .mapToObj(i -> "http://h" + i + ":1")
            .collect(Collectors.joining(","));
    assertThat(refused(cluster)).isEqualTo("--cluster names more than 63 members");
  }

  /** The first line of what is said. */
  private static String refused(String cluster) {
    StringWriter said = new StringWriter();
    int status =
        new CommandLine(new NodeCommand())
            .setErr(new PrintWriter(said, true))
            .execute("--id", "1", "--cluster", cluster);
    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    return said.toString().lines().findFirst().orElse("");
  }
}
