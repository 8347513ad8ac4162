package dev.ariadne.harness.example.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about a user's own system shows the code that the build runs. */
final class YourSystemPageTest {
  private static final Path SOURCES = Path.of("src/test/java/dev/ariadne/harness/example/locks");

  private static final Path FAULT =
      Path.of("src/test/java/dev/ariadne/harness/nemesis/UsersFault.java");

  @Test
  void whatThePageShowsIsInTheExample() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.sorted().toList()) {
        sources.append(Files.readString(file));
      }
    }
    sources.append(Files.readString(FAULT));
    List<String> shown = indented(Files.readString(Path.of("../docs/your-system.md")));
    assertThat(shown).hasSizeGreaterThan(4);
    assertThat(shown).allSatisfy(code -> assertThat(sources.toString()).contains(code));
  }

  /** The blocks of Java that are cut out of a class: those that are indented. */
  private static List<String> indented(String page) {
    List<String> blocks = new ArrayList<>();
    String[] parts = page.split("```java\n");
    for (int i = 1; i < parts.length; i++) {
      String block = parts[i].substring(0, parts[i].indexOf("```"));
      if (block.startsWith("  ")) {
        blocks.add(block);
      }
    }
    return blocks;
  }
}
