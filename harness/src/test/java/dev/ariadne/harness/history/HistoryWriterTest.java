package dev.ariadne.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.HistoryReader;
import dev.ariadne.harness.fake.Ops;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.bpsm.edn.Keyword;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

final class HistoryWriterTest {

  @TempDir private Path directory;

  private static List<Op> sample() {
    return new Ops()
        .invoke(0, "read", Ops.kv(1L, null))
        .ok(0, "read", Ops.kv(1L, Edn.keyword("absent")))
        .invoke(1, "cas", Ops.kv(1L, List.of(2L, 3L)))
        .fail(1, "cas", Ops.kv(1L, List.of(2L, 3L)), "cas-mismatch")
        .invoke(1, "write", Ops.kv("a \"key\"\n", 4L))
        .info(1, "write", Ops.kv("a \"key\"\n", 4L), "timeout")
        .done("kill", Edn.put(Edn.map(), "nodes", List.of("n1")))
        .list();
  }

  @Test
  void eachOperationIsOneLineInJepsensOrder() throws Exception {
    Path file = directory.resolve("history.edn");
    try (HistoryWriter writer = HistoryWriter.create(file)) {
      sample().forEach(writer::record);
    }
    assertThat(Files.readAllLines(file))
        .hasSize(8)
        .startsWith(
            "{:index 0, :time 0, :type :invoke, :process 0, :f :read, :value [1 nil]}",
            "{:index 1, :time 1000000, :type :ok, :process 0, :f :read, :value [1 :absent]}")
        .endsWith(
            "{:index 7, :time 7000000, :type :info, :process :nemesis, :f :kill,"
                + " :value {:nodes [\"n1\"]}}")
        .contains(
            "{:index 3, :time 3000000, :type :fail, :process 1, :f :cas, :value [1 [2 3]],"
                + " :error :cas-mismatch}");
  }

  @Test
  void whatWasRecordedIsInTheFileAtOnce() throws Exception {
    Path file = directory.resolve("history.edn");
    try (HistoryWriter writer = HistoryWriter.create(file)) {
      int lines = 0;
      for (Op op : sample()) {
        writer.record(op);
        lines++;
        assertThat(Files.readAllLines(file)).hasSize(lines);
      }
    }
  }

  @Test
  void theCheckerReadsTheSameOperations() throws Exception {
    Path file = directory.resolve("history.edn");
    try (HistoryWriter writer = HistoryWriter.create(file)) {
      sample().forEach(writer::record);
    }
    List<Op> read =
        HistoryReader.entries("history", Files.readString(file), Format.EDN).stream()
            .map(History.Entry::op)
            .toList();
    assertThat(read).isEqualTo(sample());
  }

  @Test
  void anotherReaderOfEdnReadsTheSame() throws Exception {
    Path file = directory.resolve("history.edn");
    try (HistoryWriter writer = HistoryWriter.create(file)) {
      sample().forEach(writer::record);
    }
    Parser parser = Parsers.newParser(Parsers.defaultConfiguration());
    var input = Parsers.newParseable(Files.readString(file));
    for (Op op : sample()) {
      Map<?, ?> map = (Map<?, ?>) parser.nextValue(input);
      assertThat(map.get(Keyword.newKeyword("index"))).isEqualTo(op.index());
      assertThat(map.get(Keyword.newKeyword("time"))).isEqualTo(op.time());
      assertThat(map.get(Keyword.newKeyword("f"))).hasToString(":" + op.f());
      assertThat(map.get(Keyword.newKeyword("type")))
          .hasToString(":" + op.type().name().toLowerCase(java.util.Locale.ROOT));
      assertThat(map.get(Keyword.newKeyword("process"))).hasToString(op.process().toString());
      assertThat(map.containsKey(Keyword.newKeyword("value"))).isTrue();
    }
    assertThat(parser.nextValue(input)).isEqualTo(Parser.END_OF_INPUT);
  }

  @Test
  void aHistoryIsNeverOverwritten() throws Exception {
    Path file = Files.createFile(directory.resolve("history.edn"));
    assertThatThrownBy(() -> HistoryWriter.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
