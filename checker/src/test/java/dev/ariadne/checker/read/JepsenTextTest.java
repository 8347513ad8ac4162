package dev.ariadne.checker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jepsen prints for people: its logs in all layouts, and history.txt. */
class JepsenTextTest {

  private static final String FILE = "2026-08-02 09:11:04,185{GMT}\tINFO\t[jepsen worker 0] ";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        FILE + "jepsen.print: ",
        FILE + "jepsen.util: ",
        FILE + "jepsen.some-later.name: ",
        FILE + "my.own.logger: ",
        "INFO [2026-08-02 09:11:04,185] jepsen worker 0 - jepsen.print ",
        "INFO\t[jepsen worker 0] jepsen.print: ",
        "2026-08-02T09:11:04.185Z INFO  jepsen.print - ",
        "[jepsen worker 0] INFO  jepsen.print - ",
        "jepsen-control | INFO jepsen.print - ",
      })
  void theLoggerAndTheLayoutDoNotMatter(String before) throws HistoryException {
    String log =
        before
            + "0\t:invoke\t:write\t1\n"
            + "something else\n"
            + before
            + "0\t:ok\t:write\t1\n"
            + before
            + ":nemesis\t:info\t:start-partition\t:majority\n";

    assertThat(HistoryDetector.format("f", log)).isEqualTo(Format.JEPSEN_LOG);
    assertThat(read(log, Format.JEPSEN_LOG).operations())
        .extracting(Operation::output)
        .containsExactly(new Output.Ok(1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timed out",
        "java.net.SocketTimeoutException: Read timed out",
        "can't reach n1:2379, giving up (attempt 3)",
        "unbalanced { [ ( \" #",
        "tabs\tand\tmore\ttabs",
        "2 3 4",
        "clojure.lang.ExceptionInfo: throw+: {:type :x} {:a 1",
        "a b",
        "java.lang.IllegalStateException: no\n\tat a.b.C.d(C.java:3)\nCaused by: x: 1 :ok :read 7",
      })
  void whatFollowsTheValueOfAFailureIsItsErrorWhateverItSays(String error) throws HistoryException {
    for (String type : List.of(":info", ":fail")) {
      String before = FILE + "jepsen.print: ";
      String log =
          before
              + "0\t:invoke\t:write\t1\n"
              + (before + "0\t" + type + "\t:write\t1\t" + error + "\n")
              + (before + "1\t:invoke\t:read\tnil\n" + before + "1\t:ok\t:read\t1\n");
      String txt = log.replace(before, "");
      for (String text : List.of(log, txt)) {
        Format format = text.equals(log) ? Format.JEPSEN_LOG : Format.HISTORY_TXT;
        assertThat(HistoryDetector.format("f", text)).isEqualTo(format);
        List<Operation> operations = read(text, format).operations();
        assertThat(operations).hasSize(2);
        String first = error.lines().findFirst().orElseThrow();
        assertThat(operations.get(0).output())
            .isEqualTo(type.equals(":info") ? new Output.Unknown() : new Output.Failed(first));
        assertThat(operations.get(1).output()).isEqualTo(new Output.Ok(1L));
      }
    }
  }

  @Test
  void anErrorThatIsADatumIsRead() throws HistoryException {
    assertThat(
            read(
                    "0\t:invoke\t:cas\t[1 2]\n0\t:fail\t:cas\t[1 2]\t:cas-mismatch\n",
                    Format.HISTORY_TXT)
                .operations()
                .get(0)
                .output())
        .isEqualTo(new Output.Failed(new Keyword("cas-mismatch")));
  }

  @Test
  void historyTxtMayHaveLineNumbersAndANemesis() throws HistoryException {
    String text =
        "     1\t:nemesis\t:info\t:start\t\"Cut off {\\\"n1\\\" #{\\\"n2\\\"}}\"\n"
            + "     2\t0 :invoke :read nil\n"
            + "     3\t0 :ok :read nil\n";
    History history = read(text, Format.HISTORY_TXT);

    assertThat(HistoryDetector.format("f", text)).isEqualTo(Format.HISTORY_TXT);
    assertThat(history.operations()).hasSize(1);
    assertThat(history.operations().get(0).place()).hasToString("line 3");
  }

  @Test
  void aDamagedLineOfHistoryTxtIsTold() {
    for (String bad : List.of("0\t:invoked\t:read\tnil", "0\t:ok\t:read\t[1", "what", "0\t:ok")) {
      assertThatThrownBy(() -> read("0\t:invoke\t:read\tnil\n" + bad, Format.HISTORY_TXT))
          .isInstanceOf(HistoryException.class)
          .hasMessageStartingWith("f:2: expected");
    }
  }

  @Test
  void theLogAsJsonIsRead() throws HistoryException {
    String line =
        "{\"@timestamp\":\"2026-08-21T23:02:36+08:00\",\"@version\":\"1\",\"x\":{\"message\":[1]},"
            + "\"message\":\"0\\t%s\\t:write\\t\\\"\\u00e9\\n\\\"%s\",\"logger_name\":\"l\"}\n";
    String text =
        line.formatted(":invoke", "")
            + "{\"message\":\"Run complete\",\"level\":\"INFO\"}\n"
            + line.formatted(":info", "\\tjava.lang.X: {\\n\\tat a.b");

    assertThat(HistoryDetector.format("f", text)).isEqualTo(Format.JEPSEN_LOG);
    Operation operation = read(text, Format.JEPSEN_LOG).operations().get(0);
    assertThat(operation.input().value()).isEqualTo("é\n");
    assertThat(operation.output()).isEqualTo(new Output.Unknown());
    assertThatThrownBy(() -> read(text + "{\"message\":\"cut", Format.JEPSEN_LOG))
        .hasMessageContaining("f:4: expected an object of JSON");
  }

  @Test
  void whatIsNoHistoryIsNamedWithTheFileBesideItThatIs() throws IOException {
    Path history = Files.writeString(folder.resolve("history.edn"), "");
    refused("results.edn", "{:valid? true, :perf {}}".getBytes(), "the results of a test", history);
    refused("test.jepsen", "JEPSEN\0\0\0\1".getBytes(), "binary file", history);
    refused("test.fressian", new byte[] {(byte) 0xc0, 1, 2}, "Fressian", history);
    refused("test.edn", "{:name \"x\", :nodes [\"n1\"]}".getBytes(), "a test map", history);
    refused("timeline.html", "<html></html>".getBytes(), "HTML", history);
    refused("history.json", "[{\"type\": \"invoke\"}]".getBytes(), "JSON", history);
    refused("latency.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}, "a picture", history);
    Files.delete(history);
    refused(
        "results.edn", "{:valid? true}".getBytes(), "results", Path.of("history.edn beside it"));
  }

  private void refused(String name, byte[] content, String what, Path instead) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    assertThatThrownBy(() -> HistoryReader.read(file, Optional.empty()))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(instead.toString());
  }

  @Test
  void anErrorIsCutAndHasNoControlCharacters() {
    String secret = "\u001b[31m\u0007\u009b\u202e" + "x".repeat(10_000_000);

    assertThatThrownBy(
            () -> HistoryReader.read("f\u001b]0;\n", "[" + "\"" + secret + "\"]", Format.EDN))
        .isInstanceOf(HistoryException.class)
        .satisfies(
            e -> {
              assertThat(e.getMessage()).hasSizeLessThan(2500).contains("\\u001b[31m\\u0007");
              assertThat(e.getMessage().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
            });
  }

  private static History read(String text, Format format) throws HistoryException {
    return HistoryReader.read("f", text, format);
  }
}
