package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.DecisionsFile;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.ClusterOptions;
import dev.ariadne.harness.example.locks.LockTarget;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.run.TargetRegistry;
import dev.ariadne.harness.run.VirtualSimulator;
import dev.ariadne.harness.run.VirtualTarget;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own simulated target obeys the options that our own obeys. */
final class UsersSimulationTest {
  private static final Pattern TRACE = Pattern.compile("trace ([0-9a-f]{16})");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(TargetRegistry found, String target, String... more) {
    out.getBuffer().setLength(0);
    List<String> args = new ArrayList<>(List.of("test", "--sim", "--target", target));
    args.addAll(List.of("--store", directory.resolve("store").toString()));
    args.addAll(List.of("--workload", "lock", "--nodes", "3", "--concurrency", "6"));
    args.addAll(List.of("--keys", "3", "--nemesis", "kill", "--nemesis-interval", "1"));
    args.addAll(List.of("--rate", "100", "--time-limit", "3"));
    args.addAll(List.of(more));
    return Main.commandLine(found.live(), found.simulated())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args.toArray(String[]::new));
  }

  private int run(String target, String... more) {
    return run(TargetRegistry.found(ZonedDateTime::now), target, more);
  }

  private List<String> traces() {
    return TRACE.matcher(out.toString()).results().map(MatchResult::group).toList();
  }

  @Test
  void recordedDecisionsAreTheSameRun() throws Exception {
    Path decisions = directory.resolve("decisions");
    assertThat(run("locks-fixed", "--seed", "3", "--record", decisions.toString()))
        .as("%s%s", out, err)
        .isZero();
    List<String> recorded = traces();
    assertThat(DecisionsFile.read(decisions).seed()).isEqualTo(3);
    assertThat(DecisionsFile.read(decisions).taken()).isNotEmpty();

    assertThat(run("locks-fixed", "--decisions", decisions.toString()))
        .as("%s%s", out, err)
        .isZero();
    assertThat(traces()).isEqualTo(recorded).hasSize(1);
  }

  @Test
  void oneThreadAndSeveralFindTheSame() {
    run("locks-fixed", "--seeds", "1..6", "--threads", "1");
    List<String> one = traces();
    run("locks-fixed", "--seeds", "1..6", "--threads", "3");
    assertThat(traces()).isEqualTo(one).hasSize(6);
  }

  @Test
  void whatIsTheSameTwiceIsToldSo() {
    assertThat(run("locks-fixed", "--seed", "2", "--twice")).as("%s%s", out, err).isZero();
    assertThat(out.toString()).contains("Twice:       the same");
  }

  @Test
  void aTargetThatDiffersFromRunToRunIsFoundOut() {
    TargetRegistry found = TargetRegistry.found(ZonedDateTime::now);
    VirtualTarget sound = new LockTarget.Fixed();
    AtomicInteger opened = new AtomicInteger();
    VirtualTarget unsteady =
        new VirtualTarget() {
          @Override
          public String name() {
            return "unsteady";
          }

          @Override
          public Cluster open(ClusterOptions options, VirtualScheduler time) {
            time.after(1_000_000L * opened.incrementAndGet(), () -> {});
            Choices choices = options.choices();
            int shift = opened.get();
            return sound.open(
                options.choosing(
                    (site, occurrence, bound) ->
                        (choices.pick(site, occurrence, bound) + shift) % bound),
                time);
          }
        };
    TargetRegistry with =
        new TargetRegistry(
            found.live(), List.of(new VirtualSimulator(unsteady, ZonedDateTime::now)));
    assertThat(run(with, "unsteady", "--seed", "2", "--twice")).as("%s%s", out, err).isOne();
    assertThat(out.toString()).containsPattern("Twice:       (line \\d+ of the history|the hist)");
  }

  @Test
  void aWorldThatFailsInASweepIsStored() {
    assertThat(run("locks", "--seeds", "1..8")).as("%s%s", out, err).isOne();
    List<String> lines = out.toString().lines().toList();
    int failed =
        lines.indexOf(lines.stream().filter(l -> l.startsWith("FAILED")).findFirst().orElseThrow());
    assertThat(lines.get(failed + 1)).contains("test --sim").contains("--seed ");
    assertThat(Path.of(lines.get(failed + 2).strip()).resolve("history.edn")).isNotEmptyFile();
  }
}
