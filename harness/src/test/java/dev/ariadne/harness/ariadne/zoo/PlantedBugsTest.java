package dev.ariadne.harness.ariadne.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planted bugs themselves: whoever changes the server keeps them up. */
final class PlantedBugsTest {

  private static final Map<String, String> SOURCES = sources();

  static List<Patch> bugs() throws IOException {
    return Patch.own();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void everyBugCanStillBePlanted(Patch bug) throws Exception {
    var changed = UnifiedDiff.parse(bug.text()).apply(SOURCES);
    assertThat(new Compilation(SOURCES).compile(changed)).isNotEmpty();
    assertThat(bug.title()).isNotEqualTo(bug.id());
  }

  @Test
  void theIndexNamesEveryPatch() throws IOException, URISyntaxException {
    URL index = Patch.class.getResource("bugs.txt");
    try (Stream<Path> files = Files.list(Path.of(index.toURI()).getParent())) {
      List<String> patches =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".patch"))
              .map(name -> name.replace(".patch", ""))
              .sorted()
              .toList();
      assertThat(bugs().stream().map(Patch::id).sorted()).isEqualTo(patches);
    }
  }

  private static Map<String, String> sources() {
    try {
      return ServerSources.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
