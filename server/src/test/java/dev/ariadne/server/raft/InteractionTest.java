package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden files in {@code src/test/resources/raft}: lines that begin with {@code #} say why a
 * file exists, a block of commands ends with {@code ----}, and what happened stands below it up to
 * an empty line. {@code -Dariadne.goldens=rewrite} writes down what happens now, for review as a
 * diff.
 */
class InteractionTest {

  private static final Path FOLDER = Path.of("src/test/resources/raft");
  private static final String MARK = "----";

  @TestFactory
  Stream<DynamicTest> serversBehaveAsWrittenDown() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
      assertThat(sorted).hasSizeGreaterThanOrEqualTo(12);
      return sorted.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    String expected = Files.readString(file);
    String actual = replay(expected.lines().toList());
    if ("rewrite".equals(System.getProperty("ariadne.goldens"))) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static String replay(List<String> lines) {
    assertThat(lines.getFirst()).as("a file opens with why it exists").startsWith("#");
    Interaction interaction = new Interaction();
    StringBuilder text = new StringBuilder();
    List<String> commands = new ArrayList<>();
    boolean output = false;
    for (String line : lines) {
      if (output) {
        output = !line.isEmpty();
      } else if (line.equals(MARK)) {
        text.append(MARK).append('\n');
        String happened = commands.stream().map(interaction::run).collect(Collectors.joining());
        text.append(happened.isEmpty() ? "ok\n" : happened).append('\n');
        commands.clear();
        output = true;
      } else {
        text.append(line).append('\n');
        if (!line.isEmpty() && !line.startsWith("#")) {
          commands.add(line);
        }
      }
    }
    assertThat(commands).as("commands without %s", MARK).isEmpty();
    return text.toString().stripTrailing() + "\n";
  }
}
