package dev.ariadne.harness.ariadne.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.cli.Main;
import dev.ariadne.harness.run.DeterminismCheck;
import dev.ariadne.harness.run.RunRequest;
import dev.ariadne.harness.run.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed is one run. */
final class DeterminismTest {

  private static final Pattern TRACE = Pattern.compile("trace ([0-9a-f]{16})");

  private static final Path PRESENT = Path.of(System.getProperty("java.home"));

  private static final List<String> SMALL =
      List.of(
          "test",
          "--sim",
          "--seeds",
          "11..11",
          "--time-limit",
          "1",
          "--nodes",
          "3",
          "--rate",
          "30",
          "--nemesis",
          "kill,power");

  @TempDir private Path directory;

  @Test
  void aSeedIsTheSameRunEachTime() throws IOException {
    for (long seed = 1; seed <= 4; seed++) {
      Simulator simulator = new AriadneSimulator();
      RunRequest request = RunRequest.of(Worlds.scenario(seed), Set.of()).tracing();
      assertThat(DeterminismCheck.difference(simulator, request, simulator.run(request)))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void whereTwoRunsPartIsFound() throws IOException {
    SimRun usual = Worlds.swarm(3, Decisions.of(3));
    usual.world().trace().keep();
    Worlds.run(usual);
    SimRun first = Worlds.swarm(3, Decisions.of(3));
    first.world().trace().keep();
    first
        .world()
        .observe(
            new Observer() {
              @Override
              public void happened(SimWorld world) {
                if (world.events() == 100) {
                  world.trace().add(1);
                }
              }
            });
    Worlds.run(first);
    Optional<String> difference = first.world().trace().difference(usual.world().trace());
    assertThat(difference).hasValueSatisfying(text -> assertThat(text).contains("event 100 was"));
  }

  @Test
  void aRunIsWrittenAsItsDecisionsAndReadBack() throws IOException {
    Decisions recorded = Decisions.recorded(2);
    SimRun.Outcome first = Worlds.run(Worlds.swarm(2, recorded));
    Path file = directory.resolve("decisions");
    new DecisionsFile(2, recorded.taken()).write(file);

    DecisionsFile read = DecisionsFile.read(file);
    SimRun.Outcome again = Worlds.run(Worlds.swarm(read.seed(), Decisions.given(read.taken())));
    assertThat(recorded.taken()).isNotEmpty().allMatch(taken -> taken.choice() != 0);
    assertThat(again.traceHash()).isEqualTo(first.traceHash());
  }

  @Test
  void aNewPlaceToDecideDisturbsNoOther() throws IOException {
    SimRun.Outcome plain = Worlds.run(Worlds.swarm(5, Decisions.of(5)));
    SimRun busy = Worlds.swarm(5, Decisions.of(5));
    Decisions.Site fresh = busy.world().decisions().site("somewhere/new");
    busy.world()
        .observe(
            new Observer() {
              @Override
              public void happened(SimWorld world) {
                fresh.pick(1_000);
              }
            });
    assertThat(Worlds.run(busy).traceHash()).isEqualTo(plain.traceHash());
  }

  /** A small world: an interpreter of bytecode is slow. */
  @Test
  void anotherVirtualMachineWithoutACompilerDoesTheSame() throws Exception {
    assertThat(traceOf(PRESENT, "-Xint")).isEqualTo(traceOf(PRESENT, "-Xshare:auto"));
  }

  /** Those that the launcher would find, too; there may be no other than the present one. */
  @Test
  void everyJavaThatIsFoundDoesTheSame() throws Exception {
    String here = traceOf(PRESENT, "-Xshare:auto");
    for (Path home : homes()) {
      assertThat(traceOf(home, "-Xshare:auto")).as("%s", home).isEqualTo(here);
    }
  }

  @Test
  void whatIsLoggedChangesNothing() throws Exception {
    Path everything = directory.resolve("everything.xml");
    Files.writeString(
        everything,
        """
        <configuration>
          <appender name="ERR" class="ch.qos.logback.core.ConsoleAppender">
            <target>System.err</target>
            <encoder><pattern>%d %level %msg%n</pattern></encoder>
          </appender>
          <root level="TRACE"><appender-ref ref="ERR"/></root>
        </configuration>
        """);
    assertThat(traceOf(PRESENT, "-Dlogback.configurationFile=" + everything))
        .isEqualTo(traceOf(PRESENT, "-Xshare:auto"));
  }

  private static List<Path> homes() throws IOException {
    List<Path> homes = new ArrayList<>();
    Path all = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(all)) {
      try (Stream<Path> found = Files.list(all)) {
        found.sorted().filter(DeterminismTest::isNewEnough).forEach(homes::add);
      }
    }
    return homes;
  }

  private static boolean isNewEnough(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .anyMatch(feature -> Integer.parseInt(feature) >= 21);
    } catch (IOException e) {
      return false; // It is no JDK, or an old one.
    }
  }

  private String traceOf(Path home, String flag) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin").resolve("java").toString(),
                flag,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(SMALL);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher trace = TRACE.matcher(out);
    assertThat(trace.find()).as(out).isTrue();
    return trace.group(1);
  }
}
