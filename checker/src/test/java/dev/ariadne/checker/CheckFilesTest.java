package dev.ariadne.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.OpEdn;
import dev.ariadne.checker.model.Models;
import dev.ariadne.checker.read.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckFilesTest {

  private static final CheckFiles.Options GUESS =
      CheckFiles.Options.detected(Budget.standard(), () -> 0);

  @TempDir Path folder;

  @Test
  void aHistoryThatWasWrittenLineByLineIsCheckedWithoutAnyOption() throws IOException {
    Path valid = store("valid.edn", new SimulatedRun.RunPlan(1, 3, 100, 5, 0, 10, 20, 0));
    Path stale = store("stale.edn", new SimulatedRun.RunPlan(1, 3, 100, 5, 0, 10, 20, 30));

    List<FileVerdict> verdicts = CheckFiles.check(List.of(valid, stale), GUESS);

    assertThat(verdicts.get(0))
        .isInstanceOfSatisfying(
            FileVerdict.Checked.class,
            checked -> {
              assertThat(checked.verdict()).isInstanceOf(Verdict.Linearizable.class);
              assertThat(checked.format()).isEqualTo(Format.EDN);
              assertThat(checked.model()).isEqualTo("cas-register");
              assertThat(checked.keys()).hasSize(3);
              assertThat(checked.operations()).isEqualTo(300);
            });
    assertThat(FileVerdict.exitStatus(verdicts.subList(0, 1))).isZero();
    assertThat(FileVerdict.exitStatus(verdicts)).isEqualTo(1);
  }

  @Test
  void theExitStatusTellsTheWorst() throws IOException {
    Path valid = store("valid.edn", new SimulatedRun.RunPlan(1, 1, 50, 5, 0, 10, 20, 0));
    Path damaged = folder.resolve("damaged.edn");
    Files.writeString(damaged, "{:type :invoke");
    FileVerdict unknown =
        CheckFiles.check(valid, CheckFiles.Options.detected(Budget.of(1, 1), () -> 0));

    assertThat(FileVerdict.exitStatus(List.of(unknown))).isEqualTo(2);
    List<FileVerdict> both = CheckFiles.check(List.of(valid, damaged), GUESS);
    assertThat(FileVerdict.exitStatus(both)).isEqualTo(254);
    assertThat(both.get(1))
        .isInstanceOfSatisfying(
            FileVerdict.Unreadable.class,
            file -> assertThat(file.problem()).startsWith(damaged + ":1: "));
  }

  @Test
  void whatCannotBeReadIsToldForThatFileAlone() throws IOException {
    Path absent = folder.resolve("absent.edn");
    Path binary = folder.resolve("binary.edn");
    Files.write(binary, new byte[] {(byte) 0xff, 0, 1});

    assertThat(CheckFiles.check(List.of(absent, binary, folder), GUESS))
        .allSatisfy(file -> assertThat(file).isInstanceOf(FileVerdict.Unreadable.class));
  }

  @Test
  void theModelAndTheInitialValueCanBeSaid() throws IOException {
    Path file = folder.resolve("read.edn");
    Files.writeString(
        file,
        "{:type :invoke, :process 0, :f :read, :value nil}\n"
            + "{:type :ok, :process 0, :f :read, :value 0}\n");

    assertThat(status(file, Optional.empty(), Optional.empty())).isEqualTo(1);
    assertThat(status(file, Optional.empty(), Optional.of(new Models.Initial(0L)))).isZero();
    assertThat(status(file, Optional.of("register"), Optional.of(new Models.Initial(0L)))).isZero();
    assertThat(status(file, Optional.of("kv"), Optional.empty())).isEqualTo(254);
    assertThatThrownBy(() -> status(file, Optional.of("poem"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("register, cas-register, kv");
  }

  private static int status(Path file, Optional<String> model, Optional<Models.Initial> initial) {
    return FileVerdict.exitStatus(
        CheckFiles.check(
            List.of(file),
            new CheckFiles.Options(
                model, initial, Optional.empty(), Optional.empty(), Budget.standard(), () -> 0)));
  }

  private Path store(String name, SimulatedRun.RunPlan plan) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        SimulatedRun.ops(plan).stream()
            .map(op -> OpEdn.toLine(op) + "\n")
            .collect(Collectors.joining()));
    return file;
  }
}
