package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerProcessTest {

  @TempDir Path directory;
  private final List<ServerProcess> started = new ArrayList<>();
  private NodeLog log;

  @BeforeEach
  void openLog() {
    log = new NodeLog(directory.resolve("node.log"));
  }

  @AfterEach
  void endAll() {
    started.forEach(ServerProcess::kill);
  }

  @Test
  void aKilledProcessHasEndedAndItsLogSaysSo() throws IOException {
    ServerProcess process = start();
    awaitEvents("process-started", "there");
    process.kill();
    assertThat(process.alive()).isFalse();
    assertThat(kinds()).containsExactly("process-started", "there", "process-killed");
    assertThat(log.events().getLast().fields()).containsEntry("code", "137");
  }

  @Test
  void aProcessThatIsAskedStops() throws IOException {
    ServerProcess process = start();
    awaitEvents("process-started", "there");
    process.askToStop();
    process.awaitStop(Duration.ofSeconds(20));
    assertThat(kinds()).containsExactly("process-started", "there", "process-stopped");
  }

  @Test
  void aPausedProcessStandsUntilItIsResumed() throws IOException {
    ServerProcess process = start();
    awaitEvents("process-started", "there");
    process.pause();
    assertThat(ProcStat.of(process.pid()).orElseThrow().state()).isEqualTo('T');
    process.resume();
    await().until(() -> ProcStat.of(process.pid()).orElseThrow().state() != 'T');
    process.pause();
    process.kill();
    assertThat(process.alive()).isFalse();
  }

  @Test
  void aProcessThatDoesNotStopInTimeIsKilled() throws IOException {
    ServerProcess process = start();
    awaitEvents("process-started", "there");
    process.pause();
    process.askToStop();
    process.awaitStop(Duration.ZERO);
    assertThat(process.alive()).isFalse();
  }

  @Test
  void aProcessThatGivesUpIsReportedWithItsLastWords() throws IOException {
    start("7");
    awaitEvents("process-started", "there", "exited-by-itself");
    assertThat(log.events().getLast().fields())
        .containsEntry("code", "7")
        .hasEntrySatisfying("last", last -> assertThat(last).endsWith("I give up"));
  }

  @Test
  void aSecondLifeGoesOnInTheSameLog() throws IOException {
    start().kill();
    start();
    await().until(() -> kinds().getLast().equals("there"));
    assertThat(kinds()).contains("process-killed").filteredOn("process-started"::equals).hasSize(2);
  }

  @Test
  void aCommandThatEndsByItselfIsWaitedFor() throws IOException {
    assertThat(
            ServerProcess.run(
                JavaCommand.of(Sleeper.class.getName(), List.of("3")), log, Duration.ofSeconds(30)))
        .isEqualTo(OptionalInt.of(3));
    assertThat(
            ServerProcess.run(
                JavaCommand.of(Sleeper.class.getName(), List.of()), log, Duration.ZERO))
        .isEmpty();
    assertThat(kinds()).doesNotContain("exited-by-itself");
  }

  @Test
  void aProcessIsInASessionOfItsOwn() throws IOException {
    ServerProcess process = start();
    String ours = session(ProcessHandle.current().pid());
    await().until(() -> !session(process.pid()).equals(ours));
  }

  private static String session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3];
  }

  private ServerProcess start(String... arguments) throws IOException {
    ServerProcess process =
        ServerProcess.start(JavaCommand.of(Sleeper.class.getName(), List.of(arguments)), log);
    started.add(process);
    return process;
  }

  private void awaitEvents(String... kinds) {
    await().until(() -> kinds().equals(List.of(kinds)));
  }

  private List<String> kinds() throws IOException {
    return log.events().stream().map(EventLine::kind).toList();
  }
}
