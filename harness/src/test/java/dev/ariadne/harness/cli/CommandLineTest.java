package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.cluster.TargetProvider;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
final class CommandLineTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A target in memory, answering at once. */
  private record Fake(Bug bug) implements TargetProvider {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Cluster open(ClusterOptions options) throws IOException {
      return new FakeCluster(
          options.nodes(), options.snapshotCount(), bug, (nanos, task) -> task.run());
    }

    @Override
    public List<Object> commands() {
      return List.of(new Play());
    }
  }

  @CommandLine.Command(name = "play", description = "Plays.")
  private static final class Play implements Callable<Integer> {
    @Override
    public Integer call() {
      return 7;
    }
  }

  private int run(Bug bug, String... args) {
    return Main.commandLine(List.of(new Fake(bug)), List.of())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private RunDirectory shortTest(Bug bug, int expected) {
    int status =
        run(
            bug,
            "test",
            "--time-limit",
            "1",
            "--rate",
            "2000",
            "--nemesis",
            "none",
            "--snapshot-count",
            "20",
            "--seed",
            "5",
            "--store",
            directory.resolve("store").toString());
    assertThat(status).as("%s%n%s", out, err).isEqualTo(expected);
    return new RunDirectory(directory.resolve("store/latest"));
  }

  @ParameterizedTest
  @CsvSource({
    "--nodes, 0",
    "--nodes, many",
    "--concurrency, 0",
    "--concurrency, 2m",
    "--concurrency, ''",
    "--rate, 0",
    "--rate, NaN",
    "--time-limit, -1",
    "--workload, poetry",
    "--clients, jump",
    "--retry, often",
    "--keys, 0",
    "--nemesis, earthquake",
    "--nemesis, 'none,kill'",
    "--nemesis, ','",
    "--nemesis, 'kill,,pause'",
    "--nemesis, kill:everybody",
    "--nemesis, 'kill:'",
    "--nemesis, membership:leader",
    "--nemesis, partition:majority",
    "--nodes, 99999999999",
    "--rate, 1e-300",
    "--rate, 1e999",
    "--time-limit, 1e-300",
    "--nemesis-interval, 1e-300",
    "--keep-entries, 9223372036854775808",
    "--seed, 99999999999999999999",
    "--store, ''",
    "--store, /proc/ariadne",
    "--summary, ''",
    "--summary, /tmp",
    "--summary, /nowhere/summary.md",
    "--nemesis-interval, 0",
    "--setup-limit, 0",
    "--setup-limit, soon",
    "--vacuous-max, 50%",
    "--snapshot-count, 0",
    "--keep-entries, -1",
    "--seed, x",
    "--seeds, 1..3",
    "--threads, 2",
  })
  void badUsageOfTestNamesTheOptionAndExits254(String option, String value) {
    assertThat(run(Bug.NONE, "test", option, value)).isEqualTo(254);
    assertThat(err.toString()).startsWith(option).contains("--help").hasLineCount(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aNumberOutOfRangeIsToldWithItsRange() {
    assertThat(run(Bug.NONE, "test", "--nodes", "99999999999")).isEqualTo(254);
    assertThat(err.toString())
        .startsWith("--nodes: expected a whole number from 1 to 31, found '99999999999'\n");
  }

  @Test
  void aStoreThatIsAFileIsToldBeforeAnythingIsRun() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(run(Bug.NONE, "test", "--store", file.toString())).isEqualTo(254);
    assertThat(err.toString()).startsWith("--store: " + file + " is a file: name a directory\n");
    assertThat(run(Bug.NONE, "test", "--summary", directory.toString())).isEqualTo(254);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aCommandThatIsNotThereIsToldWithThoseThatAre() {
    assertThat(run(Bug.NONE, "tset")).isEqualTo(254);
    assertThat(err.toString())
        .startsWith(
            "there is no command 'tset'; there are: test, check, replay, play. Did you mean"
                + " 'test'?\n");
    assertThat(run(Bug.NONE, "\u001b[31mx\n")).isEqualTo(254);
    assertThat(err.toString()).contains("there is no command '\\u001b[31mx\\n'; there are");
    assertThat(run(Bug.NONE, "test", "--nodess", "3")).isEqualTo(254);
    assertThat(err.toString()).contains("there is no option '--nodess'. Did you mean '--nodes'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--swarm", "--no-swarm", "--twice"})
  void whatIsForSimulatedTestsIsRefusedInOthers(String option) {
    assertThat(run(Bug.NONE, "test", option)).isEqualTo(254);
    assertThat(err.toString()).contains(option + " is for simulated tests: --sim");
  }

  @ParameterizedTest
  @CsvSource({
    "--model, poem",
    "--initial, '{'",
    "--format, xml",
    "--budget, much",
    "--budget, 0",
    "--budget, '1,2,3'",
    "--time-limit, -1"
  })
  void badUsageOfCheckNamesTheOptionAndExits254(String option, String value) {
    assertThat(run(Bug.NONE, "check", option, value, "history.edn")).isEqualTo(254);
    assertThat(err.toString()).contains(option);
  }

  @Test
  void whatIsNoCommandOrOptionIsBadUsage() {
    assertThat(run(Bug.NONE)).isEqualTo(254);
    assertThat(run(Bug.NONE, "dance")).isEqualTo(254);
    assertThat(run(Bug.NONE, "test", "--nodez", "3")).isEqualTo(254);
    assertThat(err.toString()).contains("--nodez");
    assertThat(run(Bug.NONE, "check")).isEqualTo(254);
    assertThat(err.toString()).contains("FILE");
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (List<String> args :
        List.of(List.of("--help"), List.of("test", "--help"), List.of("check", "-h"))) {
      assertThat(run(Bug.NONE, args.toArray(String[]::new))).isZero();
    }
    assertThat(out.toString()).contains("Examples:", "--stale-reads", "--model", "play");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aTargetBringsItsOwnCommands() {
    assertThat(run(Bug.NONE, "play")).isEqualTo(7);
    assertThat(run(Bug.NONE, "play", "--help")).isZero();
  }

  @Test
  void aTestEndsWithItsVerdictAndLeavesAStore() throws Exception {
    RunDirectory run = shortTest(Bug.NONE, 0);
    assertThat(out.toString())
        .contains("VALID. Every check passed.", "Report:", "Check again: ./ariadne check")
        .contains("--nemesis none")
        .contains("--seed 5");
    assertThat(run.report()).exists();
    assertThat(Edn.get(EdnReader.read(Files.readString(run.results())), "valid?")).isEqualTo(true);
    assertThat(run(Bug.NONE, "check", run.path().toString())).isZero();
    assertThat(run(Bug.NONE, "check", run.history().toString())).isZero();
  }

  @Test
  void aTargetThatNeverAnswersEndsTheRunAndTheReasonIsPrinted() {
    Path store = directory.resolve("store");
    int status =
        run(
            Bug.SILENT,
            "test",
            "--setup-limit",
            "1",
            "--time-limit",
            "3600",
            "--nemesis",
            "none",
            "--store",
            store.toString());
    assertThat(status).as("%s%n%s", out, err).isEqualTo(2);
    assertThat(out.toString())
        .contains("Nothing has been acknowledged within 1.0 s: the run stops.")
        .containsPattern("UNKNOWN\\. .* No operation was acknowledged\\. \\d+ of \\d+ operations")
        .containsPattern("most frequent errors: \\d+ :timeout")
        .contains("Check again: ./ariadne check", "history.edn");
  }

  @Test
  void aFaultThatTheTargetCannotSufferLeavesNothingInTheStore() {
    Path store = directory.resolve("store");
    assertThat(run(Bug.NONE, "test", "--nemesis", "clock", "--store", store.toString()))
        .isEqualTo(254);
    assertThat(err.toString()).contains("clock").contains("--help");
    assertThat(store).isEmptyDirectory();

    shortTest(Bug.NONE, 0);
    assertThat(run(Bug.NONE, "test", "--nemesis", "clock", "--store", store.toString()))
        .isEqualTo(254);
    assertThat(new RunDirectory(store.resolve("latest")).results()).exists();
    assertThat(new RunDirectory(store.resolve("current")).results()).exists();
  }

  @Test
  void aViolationExitsWith1AndIsFoundAgain() {
    RunDirectory run = shortTest(Bug.DIVERGES, 1);
    assertThat(run(Bug.NONE, "check", run.history().toString())).isEqualTo(1);
    assertThat(run(Bug.NONE, "check", "--model", "cas-register", run.history().toString()))
        .as("the clients saw nothing wrong")
        .isZero();
  }

  @Test
  void aStoreThatWasCutShortInMidLineIsRead() throws Exception {
    RunDirectory run = shortTest(Bug.NONE, 0);
    Path cut = Files.createDirectory(directory.resolve("cut"));
    RunDirectory rest = new RunDirectory(cut);
    Files.copy(run.scenarioFile(), rest.scenarioFile());
    List<String> lines = Files.readAllLines(run.history());
    Files.write(rest.history(), lines.subList(0, lines.size() / 2));
    Files.writeString(rest.history(), "{:index 12, :ti", StandardOpenOption.APPEND);
    assertThat(run(Bug.NONE, "check", cut.toString())).isEqualTo(2);
    assertThat(out.toString()).contains("cut short");
  }

  @Test
  void aFileOfARunThatIsDamagedIsToldInOneSentenceWithTheWayOut() throws Exception {
    RunDirectory run = shortTest(Bug.NONE, 0);
    String history = Files.readString(run.history());
    int line = history.indexOf('\n', history.length() / 2) + 1;
    Files.writeString(run.history(), history.substring(0, line + "{:index".length()));
    damaged(run, "history.edn: damaged: it ends in the middle of a line");
    Files.writeString(run.history(), "");
    damaged(run, "history.edn: damaged: it ends in the middle of a line");
    Files.writeString(run.history(), history);
    Files.writeString(run.recovery(), "[".repeat(100_000));
    damaged(run, "recovery.json: damaged: not what is expected there (line 1, column ");
    Files.delete(run.recovery());
    String events = Files.readString(run.events());
    Files.writeString(run.events(), "\u001b[31m\n");
    damaged(run, "events.jsonl: damaged: ");
    Files.writeString(run.events(), events);
    Files.writeString(run.scenarioFile(), "{");
    damaged(run, "test.json: no JSON: ");
  }

  private void damaged(RunDirectory run, String what) {
    err.getBuffer().setLength(0);
    assertThat(run(Bug.NONE, "check", run.path().toString())).isEqualTo(254);
    assertThat(err.toString())
        .contains(what)
        .endsWith(". Put it back from a copy of the run.\n")
        .hasLineCount(1)
        .doesNotContain("`", "dev.ariadne", "\u001b");
  }

  private Path historyFile(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  private Path stale() throws IOException {
    return historyFile(
        "stale.edn",
        "{:type :invoke, :process 0, :f :write, :value 0}",
        "{:type :ok, :process 0, :f :write, :value 0}",
        "{:type :invoke, :process 0, :f :write, :value 1}",
        "{:type :ok, :process 0, :f :write, :value 1}",
        "{:type :invoke, :process 0, :f :read, :value nil}",
        "{:type :ok, :process 0, :f :read, :value 0}");
  }

  @Test
  void manyFilesGetATableAndReasonsAndTheWorstStatus() throws Exception {
    Path stale = stale();
    Path good =
        historyFile("good.log", "INFO jepsen.util - 0 :invoke :write 3", "INFO something else");
    Path empty = historyFile("empty.edn");
    Path damaged = historyFile("damaged.edn", "{:type :invoke");

    assertThat(run(Bug.NONE, "check", good.toString())).isZero();
    assertThat(run(Bug.NONE, "check", good.toString(), empty.toString())).isEqualTo(2);
    assertThat(run(Bug.NONE, "check", empty.toString(), stale.toString(), good.toString()))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "stale.edn: not linearizable.", "read of 0 by process 0 (line 6) saw an old value: ")
        .contains("3 files: 1 invalid, 1 vacuous, 1 valid.");
    assertThat(run(Bug.NONE, "check", stale.toString(), damaged.toString())).isEqualTo(254);
    assertThat(err.toString()).contains("damaged.edn:2: ");
  }

  @Test
  void ofManyBadKeysOnlySomeAreToldInFullAndNoLineIsEndless() throws Exception {
    String longValue = "v".repeat(3000);
    List<String> lines = new ArrayList<>();
    for (int key = 0; key < 5; key++) {
      lines.add("{:type :invoke, :process 0, :f :read, :value [" + key + " nil]}");
      lines.add("{:type :ok, :process 0, :f :read, :value [" + key + " \"" + longValue + "\"]}");
    }
    String file = historyFile("keys.edn", lines.toArray(String[]::new)).toString();

    saysTheSame("check", file);
    assertThat(out.toString().lines()).allMatch(line -> line.length() < 1000);
    assertThat(out.toString().lines().filter(line -> line.startsWith("key "))).hasSize(5);
    assertThat(
            out.toString()
                .lines()
                .filter("The order cannot continue with any of these operations:"::equals))
        .hasSize(3);
  }

  @Test
  void whatMostSayIsCheckedWithoutTheParserOfCommandLinesAndTheSameIsSaid() throws Exception {
    String stale = stale().toString();
    String empty = historyFile("empty.edn").toString();
    String damaged = historyFile("damaged.edn", "{:type :invoke").toString();
    // Somebody's, not of a run of this harness.
    String others = historyFile("history.edn", Files.readString(Path.of(stale))).toString();

    saysTheSame("check", stale, empty, damaged, others);
    saysTheSame("check", "--model", "register", stale, "--format=edn");
    saysTheSame("check", "--format", "jepsen-log", "--model=cas-register", empty);
    saysTheSame("check", stale, "--json", damaged);
  }

  private void saysTheSame(String... words) {
    StringWriter plainOut = new StringWriter();
    StringWriter plainErr = new StringWriter();
    CheckFastPath plain = CheckFastPath.of(words).orElseThrow();
    int status = plain.run(new PrintWriter(plainOut), new PrintWriter(plainErr));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);

    assertThat(status).isEqualTo(run(Bug.NONE, words));
    assertThat(withoutTimes(plainOut)).isEqualTo(withoutTimes(out));
    assertThat(plainErr.toString()).isEqualTo(err.toString());
  }

  @Test
  void itWritesUtf8WhateverTheLocale() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter writer = Main.writer(new PrintStream(bytes, true, StandardCharsets.US_ASCII));
    writer.print("ключ");
    writer.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ключ");
  }

  @Test
  void whatIsWrongOrSeldomSaidIsLeftToTheParserOfCommandLines() throws Exception {
    String stale = stale().toString();
    for (String[] words :
        new String[][] {
          {},
          {"test"},
          {"check"},
          {"check", "--json"},
          {"check", directory.toString()},
          {"check", stale, "--model"},
          {"check", stale, "--model", "nonsense"},
          {"check", stale, "--model=kv", "--model=kv"},
          {"check", stale, "--format", "nonsense"},
          {"check", stale, "--json", "--json"},
          {"check", stale, "--budget", "1"},
          {"check", stale, "--model="},
          {"check", stale, "--json=true"},
          {"check", "--", stale},
          {"check", "@" + stale},
          {"check", "-x", stale},
          {"check", "-"},
          {"check", directory.resolve("nothing.edn").toString()},
        }) {
      assertThat(CheckFastPath.of(words)).as(String.join(" ", words)).isEmpty();
    }
    Files.createFile(new RunDirectory(directory).scenarioFile());
    assertThat(CheckFastPath.of(new String[] {"check", historyFile("history.edn").toString()}))
        .as("a run's history gets more checks")
        .isEmpty();
  }

  private static String withoutTimes(StringWriter text) {
    return text.toString().replaceAll(" +[0-9.]+(?= ms)|(?<=Millis\":)[0-9.]+", " some");
  }

  @Test
  void jsonHasWhatTheTableHasAndTheCounterexample() throws Exception {
    assertThat(run(Bug.NONE, "check", "--json", stale().toString())).isEqualTo(1);

    JsonNode file = new ObjectMapper().readTree(out.toString()).get("files").get(0);
    assertThat(file.get("verdict").asText()).isEqualTo("invalid");
    assertThat(file.get("model").asText()).isEqualTo("cas-register");
    JsonNode why = file.get("keys").get(0).get("counterexample");
    assertThat(why.get("kind").asText()).isEqualTo("stale");
    assertThat(why.get("operations").findValuesAsText("role")).contains("evidence");
    assertThat(why.get("partials")).hasSize(3);
  }

  @Test
  void whatKnossosDoesNotHeedIsRefused() throws Exception {
    String file = stale().toString();
    for (String option : List.of("--model=kv", "--keyed", "--budget=1", "--json")) {
      err.getBuffer().setLength(0);
      assertThat(run(Bug.NONE, "check", "--engine", "knossos", option, file)).isEqualTo(254);
      assertThat(err.toString())
          .contains("--engine knossos: ", option.split("=")[0])
          .hasLineCount(2);
    }
    assertThat(run(Bug.NONE, "check", "--engine", "knossos", "--time-limit", "0", file))
        .isEqualTo(254);
    assertThat(err.toString()).contains("--time-limit: expected seconds, found 0.0");
  }

  @Test
  void aBudgetThatIsSpentIsUnknown() throws Exception {
    String write = "INFO jepsen.util - %1$d :invoke :write 7%nINFO jepsen.util - %1$d :ok :write 7";
    Path file = historyFile("writes.log", write.formatted(0), write.formatted(1));

    assertThat(run(Bug.NONE, "check", file.toString())).isZero();
    assertThat(run(Bug.NONE, "check", "--budget", "1", file.toString())).isEqualTo(2);
    assertThat(out.toString()).contains("unknown", "the budget of 1 steps is spent");
  }

  @Test
  void aDirectoryWithoutAHistoryAndTheStandardInputTwiceAreBadUsage() {
    assertThat(run(Bug.NONE, "check", directory.toString())).isEqualTo(254);
    assertThat(err.toString()).contains("there is no history.edn");
    assertThat(run(Bug.NONE, "check", "-", "-")).isEqualTo(254);
  }

  @Test
  void aFileThatIsNotThereIsBadUsage() {
    assertThat(run(Bug.NONE, "check", directory.resolve("nothing.edn").toString())).isEqualTo(254);
    assertThat(err.toString()).contains("nothing.edn", "there is no such file");
  }

  @Test
  void aDiskThatFailsIsToldInOneLine() {
    CommandLine line = Main.commandLine(List.of(new FullDisk()), List.of());
    assertThat(line.setErr(new PrintWriter(err, true)).execute("full")).isEqualTo(255);
    assertThat(err.toString().lines())
        .containsExactly("The harness failed: the history could not be written: no space");
  }

  private record FullDisk() implements TargetProvider {
    @Override
    public String name() {
      return "full";
    }

    @Override
    public Cluster open(ClusterOptions options) {
      throw new AssertionError("not asked for");
    }

    @Override
    public List<Object> commands() {
      return List.of(new Full());
    }
  }

  @CommandLine.Command(name = "full", description = "Fails.")
  private static final class Full implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new UncheckedIOException(
          "the history could not be written: no space", new IOException("no space"));
    }
  }
}
