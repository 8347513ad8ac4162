package dev.ariadne.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedsTest {
  private static final String COMMIT = "00000ff123456789012345678901234567890123";

  @TempDir private Path directory;

  private List<Long> seeds(String text, Map<String, String> environment) {
    return Seeds.of(text, environment, directory);
  }

  @Test
  void numbersRangesAndListsAreSeeds() {
    assertThat(seeds("", Map.of())).containsExactly(1L);
    assertThat(seeds("7", Map.of())).containsExactly(7L);
    assertThat(seeds("3..5", Map.of())).containsExactly(3L, 4L, 5L);
    assertThat(seeds("1, 5..6,9", Map.of())).containsExactly(1L, 5L, 6L, 9L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "1..", "5..3", "1..999999999", "-1", "1,,2", ",", "1..9999999999999999999"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> seeds(text, Map.of())).hasMessageContaining(text);
  }

  @Test
  void theCommitOfTheBuildDecides() {
    assertThat(seeds("commit", Map.of("GITHUB_SHA", COMMIT))).containsExactly(255L);
  }

  @Test
  void elseTheCommitOfTheRepository() throws Exception {
    Path git = Files.createDirectories(directory.resolve(".git/refs/heads"));
    Files.writeString(directory.resolve(".git/HEAD"), "ref: refs/heads/main\n");
    Files.writeString(git.resolve("main"), COMMIT + "\n");
    assertThat(seeds("commit", Map.of())).containsExactly(255L);
    Files.writeString(directory.resolve(".git/HEAD"), COMMIT.replace("ff", "fe") + "\n");
    assertThat(seeds("commit", Map.of())).containsExactly(254L);
  }
}
