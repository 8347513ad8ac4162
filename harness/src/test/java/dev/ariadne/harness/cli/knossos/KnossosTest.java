package dev.ariadne.harness.cli.knossos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import dev.ariadne.checker.model.Register;
import dev.ariadne.harness.jepsen.JepsenClasspath;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Knossos as a second opinion. */
@Timeout(300)
final class KnossosTest {

  private static final long HISTORIES = 2000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;

  /** Loaded once, since that takes its time. */
  private static Knossos knossos;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static Knossos loaded() throws KnossosException {
    if (knossos == null) {
      knossos = Knossos.open(Optional.of(JepsenClasspath.given()));
    }
    return knossos;
  }

  @AfterAll
  static void close() {
    if (knossos != null) {
      knossos.close();
    }
  }

  private int check(Optional<String> classPath, String... lines) throws IOException {
    return check(Optional.empty(), classPath, lines);
  }

  private int check(Optional<Duration> limit, Optional<String> classPath, String... lines)
      throws IOException {
    Path file = Files.writeString(directory.resolve("h.edn"), String.join("\n", lines));
    return new KnossosCheck(
            Optional.empty(), Optional.empty(), limit, new PrintWriter(out), new PrintWriter(err))
        .check(List.of(file), classPath);
  }

  @Test
  void withoutAClassPathItSaysWhatIsMissingInOneLine() throws IOException {
    assertThat(check(Optional.empty(), "{:type :invoke, :process 0, :f :read, :value nil}"))
        .isEqualTo(254);
    assertThat(err.toString())
        .startsWith("--engine knossos: JEPSEN_CLASSPATH is not set")
        .hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aClassPathWithoutKnossosIsToldFromOneThatIsNotSet() throws IOException {
    assertThat(check(Optional.of(directory + ":" + directory.resolve("nowhere/*")), "{}"))
        .isEqualTo(254);
    assertThat(err.toString())
        .startsWith("--engine knossos: JEPSEN_CLASSPATH names no Knossos that can be loaded")
        .hasLineCount(1);
  }

  /** Whether both find an order. */
  private static boolean judgedAlike(long seed) throws HistoryException, KnossosException {
    List<Op> lines = RandomRegister.draw(seed);
    History history = History.of(lines);
    Verdict ours = Checker.check(Register.withCas(null), history, Budget.standard());
    KnossosVerdict theirs = loaded().judge(null, history.operations(), LIMIT);
    boolean valid = ours instanceof Verdict.Linearizable;
    assertThat(theirs)
        .as(() -> "seed %d, ours: %s%n%s".formatted(seed, ours, text(lines)))
        .isInstanceOf(valid ? KnossosVerdict.Valid.class : KnossosVerdict.Invalid.class);
    return valid;
  }

  private static String text(List<Op> lines) {
    return lines.stream().map(OpEdn::toLine).collect(Collectors.joining("\n"));
  }

  @Test
  void twoThousandRandomHistoriesAreJudgedAlike() throws HistoryException, KnossosException {
    int valid = 0;
    for (long seed = 1; seed <= HISTORIES; seed++) {
      if (judgedAlike(seed)) {
        valid++;
      }
    }
    assertThat(valid).isBetween((int) HISTORIES / 5, (int) HISTORIES * 4 / 5);
  }

  @Test
  void whatItsTimeDoesNotSufficeForIsNotDecided() throws IOException {
    int status =
        check(
            Optional.of(Duration.ofNanos(1)),
            Optional.of(JepsenClasspath.given()),
            "{:index 0, :type :invoke, :process 0, :f :write, :value 1}",
            "{:index 1, :type :ok, :process 0, :f :write, :value 1}");
    assertThat(status).isEqualTo(2);
    assertThat(out.toString()).contains("UNKNOWN", "not decided: its time was over");
  }

  @Test
  void keysAreJudgedByThemselvesAndTheFirstUnexplainedOperationIsTold() throws IOException {
    int status =
        check(
            Optional.of(JepsenClasspath.given()),
            "{:index 0, :type :invoke, :process 0, :f :write, :value [7 1]}",
            "{:index 1, :type :ok, :process 0, :f :write, :value [7 1]}",
            "{:index 2, :type :invoke, :process 0, :f :read, :value [7 nil]}",
            "{:index 3, :type :ok, :process 0, :f :read, :value [7 :absent]}",
            "{:index 4, :type :invoke, :process 0, :f :read, :value [8 nil]}",
            "{:index 5, :type :ok, :process 0, :f :read, :value [8 :absent]}");
    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .contains("INVALID (Knossos; 3 operations, 2 keys")
        .contains("key 7: no order explains {:index 3, :process 0, :f :read, :value :absent}")
        .doesNotContain("key 8");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aComparisonThatFailedSaysNothingToKnossos() throws IOException {
    String[] lines = {
      "{:type :invoke, :process 0, :f :write, :value 1}",
      "{:type :ok, :process 0, :f :write, :value 1}",
      "{:type :invoke, :process 0, :f :cas, :value [1 2]}",
      "{:type :fail, :process 0, :f :cas, :value [1 2], :error :cas-mismatch}"
    };
    assertThat(check(Optional.of(JepsenClasspath.given()), lines)).isZero();
    assertThat(out.toString()).contains("VALID (Knossos; 2 operations, 1 part");
  }

  @Test
  void whatIsNoRegisterIsRefused() throws IOException {
    assertThat(
            check(
                Optional.of(JepsenClasspath.given()),
                "{:type :invoke, :process 0, :f :put, :value [1 \"a\"]}"))
        .isEqualTo(254);
    assertThat(err.toString())
        .contains("registers only (:read, :write and :cas), and here is :put; check it without")
        .doesNotContain("--model")
        .hasLineCount(1);
  }

  /** The paths that Knossos would show are as many as the orders of the clients: 13 factorial. */
  @Test
  void manyClientsDoNotMakeAViolationTakeForEver() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int process = 0; process < 13; process++) {
      lines.add("{:type :invoke, :process %1$d, :f :write, :value %1$d}".formatted(process));
    }
    lines.add("{:type :invoke, :process 20, :f :read, :value nil}");
    lines.add("{:type :ok, :process 20, :f :read, :value 99}");
    for (int process = 0; process < 13; process++) {
      lines.add("{:type :ok, :process %1$d, :f :write, :value %1$d}".formatted(process));
    }
    assertThat(check(Optional.of(JepsenClasspath.given()), lines.toArray(String[]::new)))
        .isEqualTo(1);
    assertThat(out.toString()).contains("no order explains", ":value 99");
  }
}
