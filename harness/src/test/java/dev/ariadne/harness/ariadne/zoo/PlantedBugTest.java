package dev.ariadne.harness.ariadne.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlantedBugTest {
  @TempDir private Path directory;

  @Test
  void aPatchOfOnesOwnIsNamedAfterItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("lazy.patch"), "lazy: does nothing\n\n");
    PlantedBug bug = PlantedBug.of(file);
    assertThat(bug).hasToString("lazy: does nothing");
    assertThatThrownBy(bug::simulator)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("lazy ");
  }

  @Test
  void aBugThatThereIsNotIsToldByItsName() {
    assertThatThrownBy(() -> PlantedBug.named("Z9")).hasMessage("there is no bug Z9");
  }

  @Test
  void aServerWithABugIsOneTargetMoreAndTheSameWhoeverAsks() {
    assertThat(PlantedBug.named("Q1").simulator())
        .isSameAs(PlantedBug.named("Q1").simulator())
        .isNotSameAs(PlantedBug.named("K1").simulator());
    assertThat(PlantedBug.named("Q1").simulator().target()).isEqualTo("ariadne");
  }
}
