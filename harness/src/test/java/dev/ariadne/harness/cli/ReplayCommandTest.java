package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.sim.run.AriadneSimulator;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.cluster.TargetProvider;
import dev.ariadne.harness.example.locks.LockTarget;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.run.VirtualSimulator;
import dev.ariadne.harness.run.VirtualTarget;
import dev.ariadne.harness.store.RunDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ReplayCommandTest {
  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);

  @TempDir private Path directory;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** A live target in memory, and the same system on virtual time. */
  private record Fake(Bug bug) implements TargetProvider, VirtualTarget {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Cluster open(ClusterOptions options) {
      return new FakeCluster(
          options.nodes(), options.snapshotCount(), bug, (nanos, task) -> task.run());
    }

    @Override
    public Cluster open(ClusterOptions options, VirtualScheduler time) {
      return new FakeCluster(options.nodes(), options.snapshotCount(), bug, time::after);
    }
  }

  private int run(List<TargetProvider> live, List<VirtualTarget> virtual, String... args) {
    out = new StringWriter();
    err = new StringWriter();
    List<Simulator> simulators = new ArrayList<>();
    virtual.forEach(target -> simulators.add(new VirtualSimulator(target, () -> NOW)));
    return Main.commandLine(live, simulators)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int locks(String... args) {
    return run(List.of(), List.of(new LockTarget()), args);
  }

  private Path lockRun(long seed) {
    int status =
        locks(
            ("test --sim --workload lock --nodes 3 --concurrency 6 --keys 3 --rate 100"
                    + " --time-limit 10 --nemesis kill --nemesis-interval 1 --seed "
                    + seed
                    + " --store "
                    + directory.resolve("store"))
                .split(" "));
    assertThat(status).as("%s%s", out, err).isEqualTo(seed == 6 ? 1 : 0);
    return directory.resolve("store/latest");
  }

  private void unfit(Path run, String... words) {
    assertThat(locks("replay", run.toString())).isEqualTo(254);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void aSimulatedRunIsTheSameAgain() {
    Path run = lockRun(6);
    assertThat(out.toString()).contains("Replay:      ./ariadne replay ");
    assertThat(locks("replay", run.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("The same run, event for event.", "INVALID");
    assertThat(locks("replay", lockRun(1).toString())).isZero();
    assertThat(out.toString()).contains("The same run, event for event.");
  }

  @Test
  void itsStoryIsToldAndStopsWhereOneLikes() {
    Path run = lockRun(6);
    assertThat(locks("replay", run.toString(), "--trace")).isEqualTo(1);
    assertThat(out.toString()).contains("n1 is killed", "reply to acquire", "The same run");
    assertThat(locks("replay", run.toString(), "--trace", "--until", "200")).isZero();
    assertThat(out.toString().lines().toList())
        .anySatisfy(line -> assertThat(line).startsWith("After event 200, at 0."))
        .last()
        .asString()
        .startsWith("  n3 ");
    assertThat(locks("replay", run.toString(), "--until", "9999999")).isEqualTo(254);
    assertThat(err.toString()).contains("the run has only", "events");
  }

  @Test
  void fromACounterexampleItIsOneCommandToThePlaceInTheTrace() throws Exception {
    Path run = lockRun(6);
    String command =
        out.toString().lines().filter(line -> line.startsWith("Trace: ")).findFirst().orElseThrow();
    Matcher window =
        Pattern.compile(" replay (\\S+) --trace --from (index:(\\d+)) --until (index:(\\d+))  # ")
            .matcher(command);
    assertThat(window.find()).as(command).isTrue();
    assertThat(
            locks(
                "replay",
                window.group(1),
                "--trace",
                "--from",
                window.group(2),
                "--until",
                window.group(4)))
        .as("%s", err)
        .isZero();
    List<String> told = out.toString().lines().toList();
    List<String> history = Files.readAllLines(run.resolve("history.edn"));
    String first = history.get(Integer.parseInt(window.group(3)));
    assertThat(told.getFirst())
        .contains("index " + window.group(3) + ": process " + word(first, "process") + " invoke ");
    int last = Integer.parseInt(window.group(5));
    assertThat(told)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "index " + last + ": process " + word(history.get(last), "process"),
                        word(history.get(last), "f")))
        .anySatisfy(line -> assertThat(line).startsWith("At index:" + last + ", after event "));
    assertThat(locks("replay", run.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("--trace --from " + window.group(2));
  }

  /** The value under a keyword of a line of the history. */
  private static String word(String line, String keyword) {
    Matcher matcher = Pattern.compile(":" + keyword + " :?([^,}]+)").matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.group(1);
  }

  @Test
  void aPlaceBehindTheEndIsToldWithTheLastOne() throws Exception {
    Path run = lockRun(6);
    long lines = Files.readAllLines(run.resolve("history.edn")).size();
    assertThat(locks("replay", run.toString(), "--until", "index:" + (lines - 1))).isZero();
    assertThat(locks("replay", run.toString(), "--until", "index:" + lines)).isEqualTo(254);
    assertThat(err.toString())
        .isEqualTo(
            "--until: the run's history has only the indices 0 to %d, found index:%d\n"
                .formatted(lines - 1, lines));
    assertThat(locks("replay", run.toString(), "--trace", "--from", "9999999")).isEqualTo(254);
    assertThat(err.toString()).contains("--from: the run has only");
  }

  @Test
  void theTraceHasNoControlCharactersWhateverTheMessagesHold() {
    Path store = directory.resolve("store");
    String test =
        "test --sim --seed 3 --nodes 3 --time-limit 1 --rate 200 --nemesis none --store " + store;
    assertThat(simulated(test.split(" "))).as("%s", err).isIn(0, 2);
    assertThat(simulated("replay", store.resolve("latest").toString(), "--trace")).isIn(0, 2);
    assertThat(out.toString()).contains("Forward[", "\\u0000");
    assertThat(out.toString().chars().filter(c -> c != '\n' && Character.isISOControl(c)))
        .isEmpty();
  }

  private int simulated(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return Main.commandLine(List.of(), List.of(new AriadneSimulator()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void aSimulatedRunThatLacksItsRecordIsNotTakenForALiveOne() throws Exception {
    RunDirectory run = new RunDirectory(lockRun(1).toRealPath());
    Files.delete(run.simulation());
    unfit(run.path(), "simulation.json is missing", "was simulated", "./ariadne check ");
  }

  @Test
  void whatCannotBeReplayedIsToldInOneLine() throws Exception {
    unfit(directory.resolve("nothing"), "nothing", "there is no such run");
    unfit(directory, "there is no test.json");
    RunDirectory run = new RunDirectory(lockRun(1).toRealPath());
    String test = Files.readString(run.scenarioFile());
    String simulation = Files.readString(run.simulation());

    Files.writeString(run.scenarioFile(), test.substring(0, test.length() / 2));
    unfit(run.path(), "test.json", "no JSON");
    Files.writeString(run.scenarioFile(), test.replace("\"version\" : ", "\"version\" : 9"));
    unfit(run.path(), "this program knows up to");
    Files.writeString(run.scenarioFile(), test.replace("\"locks\"", "\"keys\""));
    unfit(run.path(), "there is no simulation 'keys'", "locks");
    Files.writeString(run.scenarioFile(), test);

    Files.writeString(run.simulation(), simulation.substring(3));
    unfit(run.path(), "simulation.json");
    Files.writeString(run.simulation(), simulation.replace("\"version\":", "\"version\":7"));
    unfit(run.path(), "incompatible version");
  }

  @Test
  void aScenarioThatMakesNoSenseIsToldInOneLine() throws Exception {
    RunDirectory run = new RunDirectory(lockRun(1).toRealPath());
    String test = Files.readString(run.scenarioFile());
    for (String nonsense :
        List.of(
            "nodes 0",
            "nodes -3",
            "nodes 1000000",
            "concurrency 0",
            "concurrency 2000000000",
            "rate -1",
            "rate 1e300",
            "rate \"NaN\"",
            "timeLimitSeconds 0",
            "timeLimitSeconds 1e18",
            "keys 0",
            "keys 2000000000",
            "nemesisIntervalSeconds 0",
            "snapshotCount 0",
            "keepEntries -1",
            "seed 1.5",
            "workload null",
            "target null",
            "name null",
            "name \"../../x\"")) {
      String[] words = nonsense.split(" ");
      String changed =
          test.replaceFirst(
              "\"" + words[0] + "\" : [^\n]*,\n", "\"" + words[0] + "\" : " + words[1] + ",\n");
      assertThat(changed).as(nonsense).isNotEqualTo(test);
      Files.writeString(run.scenarioFile(), changed);
      unfit(run.path(), "test.json: no scenario: ", words[0]);
    }
    Files.write(run.scenarioFile(), new byte[] {(byte) 0xff, 0, (byte) 0x80});
    unfit(run.path(), "test.json: damaged: not UTF-8");
    Files.delete(run.scenarioFile());
    Files.createDirectory(run.scenarioFile());
    unfit(run.path(), "test.json: cannot be read: ");
  }

  @Test
  void aRecordFromElsewhereIsToldFromADamagedOne() throws Exception {
    RunDirectory run = new RunDirectory(lockRun(1).toRealPath());
    String simulation = Files.readString(run.simulation());
    Files.writeString(run.simulation(), "{\"version\":99,\"more\":[]}");
    unfit(run.path(), "incompatible version", "99");
    Files.writeString(run.simulation(), simulation.replaceFirst("\"said\":\\[[^]]*],", ""));
    unfit(run.path(), "simulation.json: damaged: ", "said");
  }

  @Test
  void anEmptyRecordOfALiveRunIsToldInOneLine() throws Exception {
    Path run = liveRun(Bug.DIVERGES, 1).toRealPath();
    Files.writeString(new RunDirectory(run).recovery(), "null");
    List<VirtualTarget> same = List.of(new Fake(Bug.DIVERGES));
    assertThat(run(List.of(), same, "replay", run.toString(), "--sim")).isEqualTo(254);
    assertThat(err.toString()).contains("recovery.json: damaged").hasLineCount(1);
  }

  @Test
  void whatNoRealServerCanSufferIsRefusedInOneLineAndLeavesNothing() throws Exception {
    RunDirectory run = new RunDirectory(liveRun(Bug.NONE, 0).toRealPath());
    String test = Files.readString(run.scenarioFile());
    for (String changed :
        List.of(
            test.replaceFirst("\"nemesis\" : \\[[^]]*]", "\"nemesis\" : [\"power\"]"),
            test.replaceFirst("\"workload\" : \"register\"", "\"workload\" : \"bogus\""))) {
      assertThat(changed).isNotEqualTo(test);
      Files.writeString(run.scenarioFile(), changed);
      assertThat(
              run(
                  List.of(new Fake(Bug.NONE)),
                  List.of(),
                  "replay",
                  run.path().toString(),
                  "--live"))
          .isEqualTo(254);
      assertThat(err.toString()).hasLineCount(1);
      assertThat(out.toString()).isEmpty();
      assertThat(directory.resolve("live/latest").toRealPath()).isEqualTo(run.path());
    }
    Files.writeString(run.scenarioFile(), test);
    String history = Files.readString(run.history());
    Files.writeString(run.history(), history.replace(":process 1,", ":process -5,"));
    assertThat(
            run(List.of(new Fake(Bug.NONE)), List.of(), "replay", run.path().toString(), "--live"))
        .isEqualTo(254);
    assertThat(err.toString()).contains("cannot be done again", "-5").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whatIsRunAgainGoesToTheStoreOfTheRunButNotBesideOneFromElsewhere() throws Exception {
    RunDirectory stored = new RunDirectory(liveRun(Bug.NONE, 0));
    assertThat(ReplayCommand.storeOf(stored, stored.scenario()))
        .isEqualTo(directory.resolve("live").toRealPath());
    RunDirectory brought = new RunDirectory(Files.createDirectories(directory.resolve("a/b")));
    assertThat(ReplayCommand.storeOf(brought, stored.scenario())).isEqualTo(Path.of("store"));
  }

  @Test
  void optionsThatContradictEachOtherAreRefusedInOneLine() {
    Path run = lockRun(1);
    for (String options :
        List.of(
            "--seeds 5",
            "--seeds 5 --live",
            "--sim --seeds 0",
            "--sim --trace",
            "--sim --until 7",
            "--live --sim",
            "--live --trace",
            "--live --until 7",
            "--from 7",
            "--from 7 --until 9",
            "--live --from 7",
            "--trace --from x",
            "--until index:",
            "--until index:-1",
            "--until 99999999999999999999",
            "--sim --seeds 99999999999",
            "--until 0")) {
      List<String> all = new ArrayList<>(List.of("replay", run.toString()));
      all.addAll(List.of(options.split(" ")));
      assertThat(locks(all.toArray(String[]::new))).as(options).isEqualTo(254);
      assertThat(err.toString().lines()).as(options).hasSize(1);
      assertThat(err.toString()).startsWith("--");
    }
  }

  @Test
  void aRunOfOtherCodeMayDiffer() throws Exception {
    RunDirectory run = new RunDirectory(lockRun(1).toRealPath());
    String simulation = Files.readString(run.simulation());
    String otherwise = simulation.replaceFirst("\"events\":\\d+", "\"events\":17");
    Files.writeString(run.simulation(), otherwise);
    assertThat(locks("replay", run.path().toString())).isEqualTo(255);
    assertThat(out.toString()).contains("not deterministic");
    Files.writeString(run.simulation(), otherwise.replaceFirst("\"code\":\"", "\"code\":\"0"));
    assertThat(locks("replay", run.path().toString())).isZero();
    assertThat(out.toString()).contains("The code has changed since");
  }

  private Path liveRun(Bug bug, int expected) {
    int status =
        run(
            List.of(new Fake(bug)),
            List.of(),
            ("test --nemesis none --time-limit 1 --rate 1000 --keys 2 --snapshot-count 20 --seed 5"
                    + " --store "
                    + directory.resolve("live"))
                .split(" "));
    assertThat(status).as("%s%s", out, err).isEqualTo(expected);
    return directory.resolve("live/latest").toAbsolutePath();
  }

  @Test
  void aLiveRunIsRunAgainWithTheSameOperationsAtTheSameTimes() throws Exception {
    Path run = liveRun(Bug.NONE, 0).toRealPath();
    assertThat(run(List.of(new Fake(Bug.NONE)), List.of(), "replay", run.toString()))
        .isEqualTo(254);
    assertThat(err.toString()).contains("was a live run");
    assertThat(run(List.of(new Fake(Bug.NONE)), List.of(), "replay", run.toString(), "--live"))
        .as("%s%s", out, err)
        .isZero();
    assertThat(begun(directory.resolve("live/latest"))).containsAll(begun(run));
  }

  /** What clients began, without when. */
  private static List<String> begun(Path run) throws Exception {
    return Files.readAllLines(run.resolve("history.edn")).stream()
        .filter(line -> line.contains(":invoke") && !line.contains(":f :read"))
        .map(line -> line.replaceFirst(".*:type", ""))
        .toList();
  }

  @Test
  void aTwinOfALiveRunIsLookedForInSimulation() throws Exception {
    Path run = liveRun(Bug.DIVERGES, 1).toRealPath();
    List<VirtualTarget> same = List.of(new Fake(Bug.DIVERGES));
    assertThat(run(List.of(), same, "replay", run.toString(), "--sim", "--seeds", "3"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("Found after 1 worlds", "./ariadne replay ");
    List<VirtualTarget> sound = List.of(new Fake(Bug.NONE));
    assertThat(run(List.of(), sound, "replay", run.toString(), "--sim", "--seeds", "3"))
        .isEqualTo(2);
    assertThat(out.toString()).contains("None of 3 worlds goes wrong in the same way");
  }

  @Test
  void theSummaryIsMarkdownAndIsAdded() throws Exception {
    Path file = directory.resolve("summary.md");
    String test =
        "test --sim --workload lock --nodes 3 --concurrency 6 --keys 3 --rate 100 --time-limit 10"
            + " --nemesis kill --nemesis-interval 1 --store "
            + directory.resolve("store")
            + " --summary "
            + file;
    assertThat(locks((test + " --seed 1").split(" "))).isZero();
    assertThat(locks((test + " --seeds 1..8").split(" "))).isEqualTo(1);
    assertThat(Files.readString(file))
        .startsWith("## VALID. Every check passed.\n")
        .contains("| linearizable | valid |")
        .contains("## 1 violation in 8 runs")
        .contains("### Seed 6", "| linearizable | **invalid** |", "<details>")
        .containsPattern("Run again: `./ariadne test --sim .* --swarm --seed 6`")
        .doesNotContain("--summary");
  }

  @Test
  void aTargetThatIsNotThereIsBadUsage() {
    assertThat(locks("test", "--sim", "--target", "keys")).isEqualTo(254);
    assertThat(err.toString()).contains("--target", "there is no simulation 'keys'", "locks");
  }
}
