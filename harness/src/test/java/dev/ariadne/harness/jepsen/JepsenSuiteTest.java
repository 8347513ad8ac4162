package dev.ariadne.harness.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.HistoryReader;
import dev.ariadne.harness.cli.Main;
import dev.ariadne.harness.history.Edn;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Jepsen suite in {@code jepsen/}, run by Jepsen itself against real servers. */
@Timeout(600)
final class JepsenSuiteTest {

  private static final int VALID = 0;
  private static final int INVALID = 1;
  private static final int VACUOUS = 2;
  private static final int BAD_USAGE = 254;
  private static final long MINUTES_MAX = 8;

  /** The last value that some client read, in a line of history. */
  private static final Pattern READ = Pattern.compile(":type :ok, .*:f :read, :value \\[0 (\\d+)]");

  @TempDir private Path directory;

  /** What a program printed and how it ended. */
  private record Ended(int status, String output) {}

  private Ended run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(command);
    Process process =
        new ProcessBuilder(all)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    try {
      assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).as("it ends").isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private Ended suite(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-m", "ariadne.jepsen.main"));
    all.addAll(List.of(arguments));
    return clojure(all);
  }

  private Ended clojure(List<String> arguments) throws IOException, InterruptedException {
    String sources = Path.of("jepsen", "src").toAbsolutePath().toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-Djava.awt.headless=true", "-Duser.timezone=UTC", "-cp"));
    command.add(sources + File.pathSeparator + JepsenClasspath.given());
    command.add("clojure.main");
    command.addAll(arguments);
    return run(command);
  }

  private Ended local(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("test", "--local"));
    all.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    all.addAll(List.of(arguments));
    return suite(all.toArray(String[]::new));
  }

  @Test
  void fiveNodesUnderKillAreFoundLinearizableAndComeBack() throws Exception {
    Ended ended = local("--nemesis", "kill", "--time-limit", "15");
    assertThat(ended.output()).contains(":killed", ":started");
    // Not the verdict on everything: on a busy machine no compare-and-set may succeed, and then the
    // statistics are unknown.
    Object results =
        EdnReader.read(Files.readString(directory.resolve("store/latest/results.edn")));
    Object workload = Edn.get(results, "workload");
    assertThat(Edn.get(workload, "valid?")).as(ended.output()).isEqualTo(true);
    assertThat((Map<?, ?>) Edn.get(workload, "results")).as("keys").isNotEmpty();
    assertThat(Edn.get(Edn.get(results, "recovery"), "valid?")).isEqualTo(true);
    assertThat(Edn.get(Edn.get(results, "final-reads"), "valid?")).isEqualTo(true);
    assertThat(Edn.number(Edn.get(results, "final-reads"), "written-keys", 0)).isPositive();
    assertThat(Edn.get(Edn.get(results, "nodes"), "valid?")).isEqualTo(true);
    assertThat(Edn.get(Edn.get(results, "faults"), "valid?")).isEqualTo(true);
    assertThat(Edn.number(Edn.get(results, "stats"), "ok-count", 0)).isPositive();
    assertThat(directory.resolve("store/latest/n5/node.log")).isNotEmptyFile();
  }

  @Test
  void staleReadsAreFoundOutByKnossos() throws Exception {
    Ended ended = local("--stale-reads", "--rate", "1000", "--time-limit", "15");
    assertThat(ended.status()).as(ended.output()).isEqualTo(INVALID);
    assertThat(ended.output()).contains("Analysis invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wipe-all",
        "wipe-one",
        "old-copy",
        "old-majority",
        "undo-write",
        "end-one",
        "swallow",
        "freeze"
      })
  void aPromiseThatIsBrokenOnPurposeIsNoticed(String sabotage) throws Exception {
    Ended ended = local("--sabotage", sabotage, "--time-limit", "15");
    assertThat(ended.status()).as(ended.output()).isEqualTo(INVALID);
    assertThat(ended.output()).contains("Analysis invalid");
    assertThat(Files.readString(directory.resolve("store/latest/history.edn")))
        .contains(":f :sabotage, :value \"" + sabotage + "\"");
  }

  @Test
  void aServerThatEndsByItselfIsToldWithTheEndOfItsLog() throws Exception {
    Ended ended = local("--sabotage", "end-one", "--nemesis", "kill", "--time-limit", "15");
    assertThat(ended.status()).as(ended.output()).isEqualTo(INVALID);
    Object results =
        EdnReader.read(Files.readString(directory.resolve("store/latest/results.edn")));
    Object nodes = Edn.get(results, "nodes");
    assertThat(Edn.get(nodes, "valid?")).isEqualTo(false);
    Object first = ((List<?>) Edn.get(nodes, "ended-by-themselves")).get(0);
    assertThat(Edn.get(first, "node")).isEqualTo("n1");
    assertThat((List<?>) Edn.get(first, "log")).isNotEmpty();
  }

  @Test
  void aFaultThatHadNoTimeIsNoPass() throws Exception {
    Ended ended = local("--nemesis", "kill", "--interval", "1000", "--time-limit", "5");
    assertThat(ended.status()).as(ended.output()).isEqualTo(VACUOUS);
    assertThat(ended.output()).contains(":did-nothing #{:kill}");
  }

  @Test
  void whatMakesNoSenseIsToldBeforeAnythingIsStarted() throws Exception {
    Ended sabotaged = suite("test", "--sabotage", "wipe-all", "--concurrency", "10");
    assertThat(sabotaged.status()).as(sabotaged.output()).isEqualTo(BAD_USAGE);
    assertThat(sabotaged.output()).contains("--sabotage needs --local");
    Ended ended = local("--nemesis", "partition", "--concurrency", "7");
    assertThat(ended.status()).as(ended.output()).isEqualTo(BAD_USAGE);
    assertThat(ended.output()).contains("not with --local", "multiple of 10");
    assertThat(directory.resolve("store")).doesNotExist();
  }

  /** What {@code ./ariadne} says, and a store below {@code ours}. */
  private Ended ariadne(String... arguments) throws IOException, InterruptedException {
    JepsenClasspath.given();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--store", directory.resolve("ours").toString()));
    return run(command);
  }

  private Path stored() throws IOException {
    return directory.resolve("ours/latest/history.edn").toRealPath();
  }

  @Test
  void aSimulatedRunIsReadByJepsenAndJudgedByKnossosAsByUs() throws Exception {
    Ended simulated =
        ariadne("test", "--sim", "--workload", "register", "--rate", "100", "--seed", "7");
    assertThat(simulated.status()).as(simulated.output()).isIn(VALID, VACUOUS);
    assertThat(ours(stored())).isInstanceOf(Verdict.Linearizable.class);
    Ended imported = suite("import", stored().toString());
    assertThat(imported.status()).as(imported.output()).isEqualTo(VALID);
  }

  @Test
  void aSimulatedRunThatIsWrongIsFoundOutByKnossosToo() throws Exception {
    // Short and without kills: each operation of unknown outcome can double Knossos' search.
    Ended simulated =
        ariadne(
            "test",
            "--sim",
            "--workload",
            "register",
            "--rate",
            "100",
            "--time-limit",
            "10",
            "--stale-reads",
            "--nemesis",
            "partition",
            "--seed",
            "7");
    assertThat(simulated.status()).as(simulated.output()).isEqualTo(INVALID);
    assertThat(ours(stored())).isInstanceOf(Verdict.NotLinearizable.class);
    Ended imported = suite("import", stored().toString());
    assertThat(imported.status()).as(imported.output()).isEqualTo(INVALID);
    assertThat(imported.output()).contains(":failures [");
  }

  @Test
  void aStoreOfThisHarnessIsReadByJepsenAndJudgedByKnossosAsByUs() throws Exception {
    Ended live =
        ariadne("test", "--nodes", "3", "--nemesis", "kill", "--time-limit", "6", "--seed", "1");
    // On a busy machine too little happens, which is no matter here.
    assertThat(live.status()).as(live.output()).isIn(VALID, VACUOUS);

    Path history = stored();
    assertThat(ours(history)).isInstanceOf(Verdict.Linearizable.class);
    Ended imported = suite("import", history.toString());
    assertThat(imported.status()).as(imported.output()).isEqualTo(VALID);

    Path wrong =
        Files.writeString(directory.resolve("history.edn"), withAReadOfTheFirstValue(history));
    assertThat(ours(wrong)).isInstanceOf(Verdict.NotLinearizable.class);
    Ended found = suite("import", wrong.toString());
    assertThat(found.status()).as(found.output()).isEqualTo(INVALID);
    assertThat(found.output()).contains(":failures [0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "set", "counter"})
  void otherWorkloadsAreJudgedToo(String workload) throws Exception {
    Ended simulated =
        ariadne("test", "--sim", "--workload", workload, "--time-limit", "5", "--seed", "3");
    assertThat(simulated.status()).as(simulated.output()).isIn(VALID, VACUOUS);
    Ended imported = suite("import", stored().toString());
    assertThat(imported.status()).as(imported.output()).isEqualTo(VALID);

    // What follows happened: everything else gone, the last thing read is what nobody left there.
    String wrong =
        switch (workload) {
          case "append" ->
              """
              {:index 0, :time 0, :type :invoke, :process 0, :f :append, :value [0 1]}
              {:index 1, :time 1, :type :ok, :process 0, :f :append, :value [0 1]}
              {:index 2, :time 2, :type :invoke, :process 0, :f :append, :value [0 2]}
              {:index 3, :time 3, :type :ok, :process 0, :f :append, :value [0 2]}
              {:index 4, :time 4, :type :invoke, :process 0, :f :read, :value [0 nil]}
              {:index 5, :time 5, :type :ok, :process 0, :f :read, :value [0 [2 1]]}
              {:index 6, :time 6, :type :invoke, :process 0, :f :read, :value [0 nil]}
              {:index 7, :time 7, :type :ok, :process 0, :f :read, :value [0 [1]]}
              """;
          case "set" ->
              """
              {:index 0, :time 0, :type :invoke, :process 0, :f :add, :value [7 7]}
              {:index 1, :time 1, :type :ok, :process 0, :f :add, :value [7 7]}
              {:index 2, :time 2, :type :invoke, :process 0, :f :read, :value [7 nil]}
              {:index 3, :time 3, :type :ok, :process 0, :f :read, :value [7 :absent]}
              """;
          default ->
              """
              {:index 0, :time 0, :type :invoke, :process 0, :f :increment, :value [0 5]}
              {:index 1, :time 1, :type :ok, :process 0, :f :increment, :value [0 5]}
              {:index 2, :time 2, :type :invoke, :process 0, :f :read, :value [0 nil]}
              {:index 3, :time 3, :type :ok, :process 0, :f :read, :value [0 :absent]}
              """;
        };
    Path file = Files.writeString(directory.resolve("wrong.edn"), wrong);
    Ended found = suite("import", file.toString());
    assertThat(found.status()).as(found.output()).isEqualTo(INVALID);
  }

  @Test
  void whatCannotBeJudgedIsToldInOneLine() throws Exception {
    Path queue =
        Files.writeString(
            directory.resolve("queue.edn"),
            "{:process 0, :type :invoke, :f :enqueue, :value [0 1]}\n");
    Path twice =
        Files.writeString(
            directory.resolve("twice.edn"),
            "{:index 0, :process 0, :type :invoke, :f :read, :value [0 nil]}\n"
                + "{:index 0, :process 1, :type :invoke, :f :read, :value [0 nil]}\n");
    for (String file :
        List.of(queue.toString(), twice.toString(), directory.toString(), "no/such.edn")) {
      Ended ended = suite("import", file);
      assertThat(ended.status()).as(ended.output()).isEqualTo(BAD_USAGE);
      assertThat(ended.output().strip().lines()).as(ended.output()).hasSize(1);
      assertThat(ended.output()).contains(file);
    }
  }

  @Test
  void thePagesOfJepsenLeadToRunsOfThisHarness() throws Exception {
    Ended simulated = ariadne("test", "--sim", "--time-limit", "2", "--seed", "3");
    assertThat(simulated.status()).as(simulated.output()).isIn(VALID, VACUOUS);
    Files.move(directory.resolve("ours"), directory.resolve("store"));
    Path run =
        directory.resolve("store").relativize(directory.resolve("store/latest").toRealPath());
    Ended pages =
        clojure(
            List.of(
                "-e",
                "(require 'jepsen.web) (println (:body (jepsen.web/app {:uri \"/\"})))"
                    + " (doseq [file [\"\" \"/results.edn\" \"/history.edn\"]]"
                    + " (println file (:status (jepsen.web/app {:uri (str \"/files/"
                    + run
                    + "\" file)}))))"
                    + " (System/exit 0)"));
    assertThat(pages.output())
        .contains("href=\"/files/" + run + "\"", "href=\"/files/" + run + "/results.edn\"")
        .contains("\n 200\n", "/results.edn 200", "/history.edn 200");
  }

  private static Verdict ours(Path file) throws IOException, HistoryException {
    History history = HistoryReader.read("history", Files.readString(file), Format.EDN);
    return Checker.check(Register.withCas(KeyValue.ABSENT).keyed(), history, Budget.standard());
  }

  /** The last read of key 0 finds what the first read of it found, long since overwritten. */
  private static String withAReadOfTheFirstValue(Path history) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(history));
    List<Integer> reads = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher read = READ.matcher(lines.get(i));
      if (read.find()) {
        reads.add(i);
        values.add(read.group(1));
      }
    }
    assertThat(values).last().isNotEqualTo(values.get(0));
    int last = reads.get(reads.size() - 1);
    String tail = ":value [0 %s]";
    lines.set(
        last,
        lines
            .get(last)
            .replace(tail.formatted(values.get(values.size() - 1)), tail.formatted(values.get(0))));
    return String.join("\n", lines) + "\n";
  }
}
