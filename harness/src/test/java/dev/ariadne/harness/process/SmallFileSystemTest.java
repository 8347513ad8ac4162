package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to mount; where there is none, only the refusal is tried. */
@Timeout(60)
class SmallFileSystemTest {

  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void content() throws IOException {
    directory = Files.createDirectories(parent.resolve("n1 data/inner"));
    Files.writeString(directory.resolve("file"), "content");
  }

  @Test
  void itIsFullWhenFilledAndItsContentOutlivesIt() throws IOException {
    Path data = directory.getParent();
    SmallFileSystem small;
    try {
      small = SmallFileSystem.over(data, MEBIBYTE);
    } catch (IOException e) {
      // Not allowed here: then all is as it was, and the message says why.
      assertThat(e).hasMessageContaining("mount");
      assertThat(directory.resolve("file")).hasContent("content");
      return;
    }
    assertThat(mounted(data)).isTrue();
    assertThat(directory.resolve("file")).hasContent("content");
    assertThat(small.fill(0)).isBetween(MEBIBYTE / 2, MEBIBYTE);
    assertThatThrownBy(() -> Files.writeString(data.resolve("more"), "x"))
        .hasMessageContaining("No space left");
    small.free();
    Files.writeString(data.resolve("more"), "there is space again");
    assertThat(small.fill(8192)).isPositive();
    small.close();
    assertThat(mounted(data)).isFalse();
    assertThat(directory.resolve("file")).hasContent("content");
    assertThat(data.resolve("more")).hasContent("there is space again");
    assertThat(parent).isDirectoryContaining(data::equals).isDirectoryNotContaining("glob:*.kept");
  }

  @Test
  void theReaperUnmountsWhatAKilledHarnessHasLeftAndKeepsItsContent() throws Exception {
    Path data = directory.getParent();
    Process harness =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Mounting.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(parent.resolve("done")) || !harness.isAlive());
    boolean could = Files.readString(parent.resolve("done")).equals("mounted");
    assertThat(mounted(data)).isEqualTo(could);
    harness.destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !mounted(data));
    if (could) {
      assertThat(parent.resolve("n1 data.kept/inner/file")).hasContent("content");
    }
  }

  private static boolean mounted(Path path) throws IOException {
    String escaped = path.toRealPath().toString().replace(" ", "\\040");
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .anyMatch(line -> line.split(" ")[1].equals(escaped));
  }
}
