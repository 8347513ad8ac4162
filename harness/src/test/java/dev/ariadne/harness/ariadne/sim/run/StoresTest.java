package dev.ariadne.harness.ariadne.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.sim.WorldConditions;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cli.Main;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a simulated run leaves behind, beside what a live one does. */
final class StoresTest {

  private static final String[] SCENARIO = {
    "test",
    "--nodes",
    "1",
    "--time-limit",
    "2",
    "--rate",
    "200",
    "--nemesis",
    "kill",
    "--seed",
    "3",
    "--nemesis-interval",
    "0.5",
    "--snapshot-count",
    "5"
  };

  @TempDir private Path directory;

  /** What a simulation alone has, and what a process alone leaves. */
  private static final List<String> OF_ONE_WORLD = List.of("simulation.json", "lock");

  @Test
  void aSimulatedAndALiveRunLeaveTheSameKindsOfEntries() throws IOException {
    Path live = run("live");
    Path simulated = run("simulated", "--sim");
    assertThat(kinds(simulated)).isEqualTo(kinds(live));
    assertThat(reported(simulated)).containsAll(List.of("serving", "became-leader", "state-hash"));
    assertThat(reported(live)).containsAll(List.of("serving", "became-leader", "state-hash"));
    assertThat(fields(simulated)).isEqualTo(fields(live));
    for (Path store : List.of(live, simulated)) {
      assertThat(command("check", store.toString()))
          .as("%s", store)
          .isNotEqualTo(255)
          .isLessThan(3);
    }
  }

  @Test
  void theScenarioInTheStoreIsTheSameRunAgainWhateverTheSwarmDraws() throws IOException {
    Scenario drawn = Worlds.brief(5).scenario();
    Scenario read = Scenario.fromJson(drawn.toJson());
    assertThat(read.world()).isNotEmpty();
    SimRun.Outcome first = Worlds.run(Worlds.brief(5));
    Decisions decisions = Decisions.of(5);
    Swarm.TestConfiguration again = new Swarm(decisions, new TreeSet<>()).draw(read);
    SimRun second = new SimRun(again.scenario(), again.conditions(), decisions);
    assertThat(Worlds.run(second).traceHash()).isEqualTo(first.traceHash());
  }

  @Test
  void conditionsReadBackAsTheyWere() {
    for (long seed = 1; seed <= 50; seed++) {
      SimRun run = Worlds.brief(seed);
      assertThat(WorldConditions.of(run.scenario())).isEqualTo(run.conditions());
    }
  }

  private Path run(String store, String... more) throws IOException {
    Path path = directory.resolve(store);
    String[] all =
        Stream.of(SCENARIO, more, new String[] {"--store", path.toString()})
            .flatMap(Stream::of)
            .toArray(String[]::new);
    assertThat(command(all)).isNotEqualTo(Verdict.INVALID.exitStatus()).isLessThan(3);
    return path.resolve("latest").toRealPath();
  }

  /** A process of its own, as a user starts it; its exit status. */
  private int command(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    return process.onExit().join().exitValue();
  }

  /** Paths with numbers left out, and without what only tools leave beside. */
  private static TreeSet<String> kinds(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> store.relativize(file).toString().replace('\\', '/'))
          .filter(name -> OF_ONE_WORLD.stream().noneMatch(name::endsWith))
          .filter(name -> !name.contains("-copy/"))
          .filter(name -> !name.matches(".*/re(covery|play)\\.log"))
          .map(name -> name.replaceAll("[0-9a-f]{16}", "NUMBER"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static TreeSet<String> reported(Path store) throws IOException {
    return new RunDirectory(store)
        .readEvents().stream()
            .map(entry -> entry.kind())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of what test.json has; only a simulation's world has something in it. */
  private static TreeSet<String> fields(Path store) throws IOException {
    return Files.readString(store.resolve("test.json"))
        .lines()
        .filter(line -> line.matches("  \"[A-Za-z]+\" : .*"))
        .map(line -> line.substring(3, line.indexOf('"', 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
