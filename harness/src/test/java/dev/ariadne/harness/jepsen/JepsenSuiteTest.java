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
    String sources = Path.of("jepsen", "src").toAbsolutePath().toString();
    List<String> command = new ArrayList<>();
    command.add("-cp");
    command.add(sources + File.pathSeparator + JepsenClasspath.given());
    command.addAll(List.of("clojure.main", "-m", "ariadne.jepsen.main"));
    command.addAll(List.of(arguments));
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
    // Not the verdict on everything: where a busy machine let no compare-and-set succeed, Jepsen's
    // statistics object.
    Object results =
        EdnReader.read(Files.readString(directory.resolve("store/latest/results.edn")));
    Object workload = Edn.get(results, "workload");
    assertThat(Edn.get(workload, "valid?")).as(ended.output()).isEqualTo(true);
    assertThat((Map<?, ?>) Edn.get(workload, "results")).as("keys").isNotEmpty();
    assertThat(Edn.get(Edn.get(results, "recovery"), "valid?")).isEqualTo(true);
    assertThat(Edn.number(Edn.get(results, "stats"), "ok-count", 0)).isPositive();
    assertThat(directory.resolve("store/latest/n5/node.log")).isNotEmptyFile();
  }

  @Test
  void staleReadsAreFoundOutByKnossos() throws Exception {
    Ended ended = local("--stale-reads", "--rate", "1000", "--time-limit", "15");
    assertThat(ended.status()).as(ended.output()).isEqualTo(INVALID);
    assertThat(ended.output()).contains("Analysis invalid");
  }

  @Test
  void whatMakesNoSenseIsToldBeforeAnythingIsStarted() throws Exception {
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
