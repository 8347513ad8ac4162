package dev.ariadne.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.run.TargetRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of many worlds, of which some show nothing. */
final class SweepTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... more) {
    TargetRegistry found = TargetRegistry.found(ZonedDateTime::now);
    List<String> args = new ArrayList<>(List.of("test", "--sim"));
    args.addAll(List.of("--store", directory.resolve("store").toString()));
    args.addAll(List.of(more));
    return Main.commandLine(found.live(), found.simulated())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args.toArray(String[]::new));
  }

  /** Worlds in which a kill may or may not come in time. */
  private int sweep(String rate, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--target",
                "locks-fixed",
                "--workload",
                "lock",
                "--nodes",
                "3",
                "--concurrency",
                "6",
                "--keys",
                "3",
                "--nemesis",
                "kill",
                "--nemesis-interval",
                "1",
                "--rate",
                rate,
                "--time-limit",
                "3",
                "--seeds",
                "1..6"));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private String last() {
    return out.toString().lines().reduce((one, two) -> two).orElseThrow();
  }

  @Test
  void aSweepOfNothingButVacuousWorldsEndsWith2AndSaysSo() {
    assertThat(sweep("3")).as("%s", out).isEqualTo(2);
    assertThat(last())
        .isEqualTo(
            "6 worlds: 0 failed, 0 unknown, 6 vacuous, 0 valid. VACUOUS. No world showed anything:"
                + " in each of them too little happened. Exit status: 2");
    assertThat(out.toString())
        .contains("vacuous by stats in 6 worlds, first with seed 1: ")
        .containsPattern("seed 1 +trace [0-9a-f]{16}  vacuous");
  }

  @Test
  void aSweepOfSoundWorldsSaysThatNoneWasVacuous() {
    assertThat(sweep("100")).as("%s", out).isZero();
    assertThat(last())
        .isEqualTo("6 worlds: 0 failed, 0 unknown, 0 vacuous, 6 valid. VALID. Exit status: 0");
  }

  @Test
  void theServersOwnSweepSaysHowManyWereVacuousAndHeedsTheShare() {
    Path summary = directory.resolve("summary.md");
    assertThat(run("--seeds", "1..6", "--time-limit", "6")).as("%s", out).isZero();
    assertThat(last())
        .matches("6 worlds: 0 failed, 0 unknown, [1-5] vacuous, [1-5] valid\\. VALID, but .*: 0");
    assertThat(
            run(
                "--seeds",
                "1..6",
                "--time-limit",
                "6",
                "--vacuous-max",
                "10%",
                "--summary",
                summary.toString()))
        .isEqualTo(2);
    assertThat(last()).contains("VACUOUS. More than 10% of the worlds showed nothing.");
    assertThat(summary)
        .content()
        .containsPattern("## No violation in 6 runs, [1-5] vacuous")
        .contains("VACUOUS. More than 10% of the worlds", "| vacuous | ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "0.5", "101%", "-1%", "half", "", "%", "NaN%", "1e1%", "50 %"})
  void aShareThatIsNoneIsBadUsage(String share) {
    assertThat(run("--seeds", "1..2", "--vacuous-max", share)).isEqualTo(254);
    assertThat(err.toString())
        .contains("--vacuous-max: expected a share from 0% to 100%, such as 50%; found '" + share);
  }

  @Test
  void aShareOfOneWorldIsBadUsage() {
    assertThat(run("--vacuous-max", "50%")).isEqualTo(254);
    assertThat(err.toString()).contains("--vacuous-max is for many worlds");
    assertThat(Files.exists(directory.resolve("store"))).isFalse();
  }
}
