package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaperTest {

  @TempDir Path directory;
  private final List<ProcessHandle> known = new ArrayList<>();

  @AfterEach
  void endAll() {
    known.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void noServerOutlivesAKilledHarnessByFiveSeconds() throws IOException {
    List<ProcessHandle> servers = doomedHarness();
    known.getFirst().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> servers.stream().noneMatch(ReaperTest::lives));
  }

  @Test
  void aReaperIsDeafToTheSignalsOfATerminal() throws Exception {
    List<ProcessHandle> servers = doomedHarness();
    ProcessHandle reaper =
        known.getFirst().children().filter(ReaperTest::isReaper).findFirst().orElseThrow();
    known.add(reaper);
    for (String signal : List.of("INT", "TERM", "HUP", "QUIT")) {
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + reaper.pid()).start().waitFor())
          .isZero();
    }
    assertThat(reaper.isAlive()).isTrue();
    known.getFirst().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> servers.stream().noneMatch(ReaperTest::lives));
  }

  private List<ProcessHandle> doomedHarness() throws IOException {
    Process harness =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("harness.log").toFile())
            .start();
    known.add(harness.toHandle());
    Path pids = directory.resolve("pids");
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pids));
    List<ProcessHandle> servers =
        Files.readAllLines(pids).stream()
            .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
            .toList();
    known.addAll(servers);
    assertThat(servers).hasSize(4).allMatch(ReaperTest::lives);
    return servers;
  }

  private static boolean isReaper(ProcessHandle child) {
    return child.info().command().orElse("").endsWith("sh");
  }

  /** A zombie, which nobody has waited for, is dead. */
  private static boolean lives(ProcessHandle process) {
    return process.isAlive()
        && ProcStat.of(process.pid()).map(stat -> stat.state() != 'Z').orElse(false);
  }
}
