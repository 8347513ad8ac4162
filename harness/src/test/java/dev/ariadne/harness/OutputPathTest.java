package dev.ariadne.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputPathTest {
  @TempDir private Path directory;

  @Test
  void aFileThatCanBeWrittenIsFineAndNothingIsLeft() throws Exception {
    Path file = directory.resolve("summary.md");
    assertThat(OutputPath.fileProblem(file)).isEmpty();
    assertThat(directory).isEmptyDirectory();
    Files.writeString(file, "before");
    assertThat(OutputPath.fileProblem(file)).isEmpty();
    assertThat(file).hasContent("before");
    assertThat(OutputPath.fileProblem(Path.of("/dev/null"))).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsTold() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(OutputPath.fileProblem(Path.of(""))).hasValue("expected a file, found ''");
    assertThat(OutputPath.fileProblem(directory))
        .hasValue(directory + " is a directory: name a file");
    assertThat(OutputPath.fileProblem(directory.resolve("no/x.md")))
        .hasValue("there is no directory " + directory.resolve("no") + ": make it first");
    assertThat(OutputPath.fileProblem(file.resolve("x.md")))
        .get()
        .asString()
        .contains("is no directory");
    assertThat(OutputPath.fileProblem(Path.of("/proc/x.md")))
        .get()
        .asString()
        .contains("cannot be written");
  }

  @Test
  void aDirectoryIsFineIfItCouldBeMade() {
    assertThat(OutputPath.directoryProblem(directory)).isEmpty();
    assertThat(OutputPath.directoryProblem(directory.resolve("a/b"))).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsTold() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(OutputPath.directoryProblem(file)).hasValue(file + " is a file: name a directory");
    assertThat(OutputPath.directoryProblem(file.resolve("a")))
        .get()
        .asString()
        .startsWith(file + " is a file, so");
    assertThat(OutputPath.directoryProblem(Path.of("/proc/x")))
        .get()
        .asString()
        .startsWith("nothing can be written to /proc/x");
    assertThat(OutputPath.directoryProblem(Path.of(""))).hasValue("expected a directory, found ''");
  }
}
