package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {

  @TempDir Path directory;
  private NodeLog log;

  @BeforeEach
  void open() {
    log = new NodeLog(directory.resolve("node.log"));
  }

  @Test
  void aLogThatIsNotThereYetIsEmpty() throws IOException {
    assertThat(log.events()).isEmpty();
    assertThat(log.tail(5)).isEmpty();
  }

  @Test
  void onlyWholeLinesAreReadAndEachOnce() throws IOException {
    process("hello\nevent=a n=1\nevent=b n=1");
    assertThat(log.events()).containsExactly(event("a", "1"));
    process("5\nevent=c n=3\n");
    assertThat(log.events()).containsExactly(event("a", "1"), event("b", "15"), event("c", "3"));
    assertThat(log.events()).hasSize(3);
  }

  @Test
  void aLineThatAKilledProcessLeftHalfIsNotTakenForAWholeOne() throws IOException {
    process("event=a n=1\nevent=b n=1");
    log.add(event("killed", "2"));
    process("event=c n=3\n");
    assertThat(log.events())
        .containsExactly(event("a", "1"), event("killed", "2"), event("c", "3"));
  }

  @Test
  void theTailIsTheLastLines() throws IOException {
    process("x".repeat(100_000) + "\none\ntwo\nthree\n");
    assertThat(log.tail(2)).containsExactly("two", "three");
  }

  private void process(String text) throws IOException {
    Files.writeString(log.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static EventLine event(String kind, String n) {
    return new EventLine(kind, new TreeMap<>(Map.of("n", n)));
  }
}
