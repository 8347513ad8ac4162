package dev.ariadne.harness.ariadne.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line of the zoo, as far as nothing has to be run for it. */
final class ZooCommandTest {

  private static final String WRONG =
      """
      half a majority
      --- a/server/src/main/java/dev/ariadne/server/raft/Quorum.java
      +++ b/server/src/main/java/dev/ariadne/server/raft/Quorum.java
      @@ -28,3 +28,3 @@
         private static int size(int voters) {
      -    return voters / 2 + 1;
      +    return voters / 2;
         }
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anybodysPatchesAreTaken() throws IOException {
    given("half.patch", WRONG);
    assertThat(zoo("--patches", directory.toString(), "--list")).isZero();
    assertThat(out.toString()).contains("half", "half a majority");
  }

  @Test
  void onePatchFileIsTakenAlone() throws IOException {
    given("half.patch", WRONG);
    given("other.patch", WRONG);
    assertThat(zoo("--patches", directory.resolve("half.patch").toString(), "--list")).isZero();
    assertThat(out.toString()).contains("half", "1 patches; 0 cannot be used.");
  }

  @Test
  void whatDoesNotApplyOrCompileIsListedBesideTheOthers() throws IOException {
    given("a-elsewhere.patch", WRONG.replace("voters / 2 + 1", "voters / 2 + 2"));
    given("b-half.diff", WRONG);
    given("c-nonsense.patch", WRONG.replace("+    return voters / 2;", "+    return nonsense;"));
    assertThat(zoo("--patches", directory.toString(), "--list")).isZero();
    assertThat(out.toString())
        .contains("a-elsewhere cannot be used: dev/ariadne/server/raft/Quorum.java: hunk @@ -28,3")
        .contains("c-nonsense cannot be used: does not compile")
        .contains("3 patches; 2 cannot be used.");
  }

  @Test
  void aFileThatIsNoTextIsListedBesideTheOthers() throws IOException {
    Files.write(directory.resolve("noise.patch"), new byte[] {(byte) 0xff, 0, (byte) 0xc0, '\n'});
    Files.createDirectory(directory.resolve("folder.patch"));
    given("half.patch", WRONG);
    assertThat(zoo("--patches", directory.toString(), "--list")).isZero();
    assertThat(out.toString())
        .contains("noise  cannot be used: it changes no file", "2 patches; 1 cannot be used.");
  }

  @Test
  void nothingThatCouldBePlantedIsVacuous() throws IOException {
    given("elsewhere.patch", WRONG.replace("voters / 2 + 1", "voters / 2 + 2"));
    assertThat(zoo("--patches", directory.toString(), "--list")).isEqualTo(2);
  }

  @Test
  void usageErrorsNameWhatIsWrong() {
    assertThat(zoo("--patches", directory.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("there is no .patch");
    assertThat(zoo("--patches", directory.resolve("none.patch").toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("none.patch does not exist");
    assertThat(zoo("--only", "E1,X99")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("no bug X99");
    assertThat(zoo("--black-box", "--oracles")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(zoo("--seeds", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  private void given(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private int zoo(String... arguments) {
    return new CommandLine(new ZooCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
