package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of docs/checker.md, outside the checker's packages as a user's code is. */
class TicketsTest {

  @Test
  void aUsersOwnModelGetsAVerdictThatExplainsItself() throws Exception {
    assertThat(Tickets.verdict())
        .startsWith("draw of 1 by process 2 (entry 5) contradicts draw of 1 by process 0 (entry 2)")
        .contains("drew 1, but 2 was next");
  }

  @Test
  void theDocumentHasTheExampleAndWhatItPrints() throws Exception {
    String document = Files.readString(root().resolve("docs/checker.md"));

    assertThat(document)
        .contains(Files.readString(root().resolve("checker/src/test/java/example/Tickets.java")))
        .contains(Tickets.verdict());
  }

  private static Path root() throws IOException {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/checker.md"))) {
      at = at.getParent();
    }
    return at;
  }
}
