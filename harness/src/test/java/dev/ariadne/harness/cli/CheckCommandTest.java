package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ariadne check} says, and when. */
@Timeout(60)
final class CheckCommandTest {

  private static final String LACKS_3 =
      " lacks 3: add of 3 by process 0 (line 2) was acknowledged before the read began";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path stale;

  @BeforeEach
  void writeAHistory() throws IOException {
    stale =
        Files.writeString(
            directory.resolve("stale.edn"),
            "{:type :invoke, :process 0, :f :add, :value 3}\n"
                + "{:type :ok, :process 0, :f :add, :value 3}\n"
                + "{:type :invoke, :process 0, :f :read, :value nil}\n"
                + "{:type :ok, :process 0, :f :read, :value []}\n");
  }

  private int run(String... args) {
    return Main.commandLine(List.of(), List.of())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  /** Takes what is flushed at once. */
  private PrintWriter writer() {
    return new PrintWriter(out);
  }

  private ExplanationProgress silent() {
    return new ExplanationProgress(new PrintWriter(err), 1, () -> 0);
  }

  private FileVerdict verdict() {
    return CheckFiles.check(stale, CheckFiles.Options.detected(Budget.standard(), () -> 0));
  }

  @Test
  void theVerdictIsPrintedBeforeItsReasonIsLookedFor() {
    VerdictTable table = new VerdictTable(writer(), writer(), silent());
    table.add(verdict());
    assertThat(out.toString()).contains("invalid").doesNotContain("acknowledged");
    table.finish();
    assertThat(out.toString()).contains(LACKS_3);
  }

  @Test
  void asJsonTooTheVerdictComesBeforeTheReason() throws IOException {
    StringBuilder seen = new StringBuilder();
    FileVerdict verdict = verdict();
    ExplanationProgress looking =
        new ExplanationProgress(
            new PrintWriter(err),
            1,
            () -> {
              seen.setLength(0);
              seen.append(out);
              return 0;
            });
    VerdictList list = new VerdictList(writer(), looking);
    list.add(verdict);
    assertThat(seen.toString()).contains("\"verdict\":\"invalid\"").doesNotContain("sentence");
    list.finish();
    JsonNode file = new ObjectMapper().readTree(out.toString()).get("files").get(0);
    JsonNode why = file.get("keys").get(0).get("counterexample");
    assertThat(why.get("kind").asText()).isEqualTo("lost");
    assertThat(why.get("sentence").asText()).endsWith(LACKS_3);
    assertThat(why.get("minimal").asBoolean()).isTrue();
  }

  @Test
  void anExplanationThatTakesLongTellsHowFarItIs() {
    long[] now = {0};
    ExplanationProgress progress =
        new ExplanationProgress(new PrintWriter(err, true), 1000, () -> now[0]);
    LongConsumer following = progress.of("h.edn");
    now[0] = 1_900_000_000L;
    following.accept(100);
    assertThat(err.toString()).isEmpty();
    now[0] = 2_100_000_000L;
    following.accept(200);
    now[0] = 2_200_000_000L;
    following.accept(300);
    assertThat(err.toString().lines())
        .containsExactly("h.edn: looking for an explanation, 200 of at most 1000 steps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100K", "100k", "1m", "1M,1g", "1G,1G", "7"})
  void amountsMayHaveUnitsInEitherCase(String amount) {
    assertThat(run("check", "--budget", amount, stale.toString())).isEqualTo(1);
    String steps = amount.split(",")[0];
    assertThat(run("check", "--explanation-budget", steps, stale.toString())).isEqualTo(1);
  }

  @Test
  void anExplanationWithoutABudgetSaysThatItIsNotMinimal() {
    assertThat(run("check", "--explanation-budget", "1", stale.toString())).isEqualTo(1);
    assertThat(out.toString()).contains(LACKS_3);
    assertThat(run("check", "--explanation-budget", "none", stale.toString())).isEqualTo(254);
    assertThat(err.toString()).contains("--explanation-budget: expected a number such as 100k");
  }

  @Test
  void theTimeLimitEndsEvenTheReading() throws IOException {
    InputStream before = System.in;
    try (PipedOutputStream silent = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(silent)) {
      System.setIn(in);
      assertThat(run("check", "--time-limit", "0.2", "-", stale.toString())).isEqualTo(2);
      assertThat(run("check", "--json", "--time-limit", "0.2", "-")).isEqualTo(2);
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString())
        .contains("-: unknown: the time limit (--time-limit) was reached", "2 files: 2 unknown.")
        .contains("\"verdict\":\"unknown\",\"why\":\"the time limit (--time-limit) was reached\"");
  }

  @Test
  void whatIsInTimeIsChecked() {
    assertThat(run("check", "--time-limit", "50", stale.toString())).isEqualTo(1);
  }

  @Test
  void namesAndErrorsHaveNoControlCharactersAndABound() throws IOException {
    Path odd =
        Files.writeString(
            directory.resolve("a\u001b[31m\nb\u202e.edn"),
            "[\"\u001b]0;x\u0007" + "y".repeat(100_000) + "\"]");
    Path key =
        Files.writeString(
            directory.resolve("key.edn"),
            "{:type :invoke, :process 0, :f :read, :value [\"\u001b[2J\u009b"
                + "k".repeat(5000)
                + "\" nil]}\n{:type :ok, :process 0, :f :read, :value [\"\u001b[2J\u009b"
                + "k".repeat(5000)
                + "\" \"\u001b[0m\u202e\"]}\n");

    assertThat(
            run("check", odd.toString(), key.toString(), directory.resolve("\u001bx").toString()))
        .isEqualTo(254);
    for (String text : List.of(out.toString(), err.toString())) {
      assertThat(text.lines()).allMatch(line -> line.length() < 3000);
      assertThat(text.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f);
    }
    assertThat(out.toString()).contains("\\u001b[31m\\nb\\u202e.edn", "key \"\\u001b[2J\\u009bkkk");

    out.getBuffer().setLength(0);
    assertThat(run("check", "--json", odd.toString(), key.toString())).isEqualTo(254);
    assertThat(out.toString().chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f);
    assertThat(new ObjectMapper().readTree(out.toString()).get("files")).hasSize(2);
  }

  @Test
  void knossosIsToldAModelOfRegistersAndNoOther() throws IOException {
    Path append =
        Files.writeString(
            directory.resolve("append.edn"),
            "{:type :invoke, :process 0, :f :append, :value [1 2]}\n");
    for (String model : List.of("register", "cas-register")) {
      err.getBuffer().setLength(0);
      assertThat(run("check", "--engine", "knossos", "--model", model, stale.toString()))
          .isEqualTo(254);
      assertThat(err.toString()).doesNotContain("--model");
    }
    err.getBuffer().setLength(0);
    assertThat(run("check", "--engine", "knossos", "--model", "kv", append.toString()))
        .isEqualTo(254);
    assertThat(err.toString())
        .startsWith(
            "--engine knossos: Knossos checks registers only; expected --model register or"
                + " cas-register, found kv; check without --engine knossos");
  }
}
