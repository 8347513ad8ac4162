package dev.ariadne.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.Workloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every workload against a cluster in memory that is right, or wrong in a way that it must find.
 */
final class WorkloadsTest {
  private static final List<String> FAULTS =
      List.of("partition", "kill", "pause", "wal-truncate", "slow", "client-cut");

  /** More with {@code -Dariadne.seeds=N}. */
  private static final long SEEDS = Long.getLong("ariadne.seeds", 1);

  @TempDir private Path directory;
  private RunDirectory run;

  private Checks.Outcome test(
      String workload, long seed, Bug bug, List<String> nemesis, String clients, String retry)
      throws Exception {
    Scenario scenario = Scenarios.of(workload, seed, nemesis, clients, retry);
    VirtualScheduler time = new VirtualScheduler();
    run = new RunDirectory(Files.createTempDirectory(directory, "run"));
    run.write(scenario);
    return new TestRun(
            scenario,
            run,
            new FakeCluster(
                scenario.cluster().nodes(), scenario.cluster().snapshotCount(), bug, time::after),
            new SimulatedInterpreter(time),
            Workloads.named(workload, scenario.load().keys()),
            new Progress(),
            note -> {})
        .execute();
  }

  private static Result main(Checks.Outcome outcome) {
    return outcome.results().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "register, stay, none",
    "register, hop, id",
    "register, stay, blind",
    "set, stay, none",
    "set, hop, id",
    "set, hop, blind",
    "append, stay, none",
    "append, hop, id",
    "append, stay, id",
    "append, stay, blind",
    "counter, stay, none",
    "counter, stay, id",
    "counter, hop, blind",
  })
  void aCorrectClusterIsNotAccused(String workload, String clients, String retry) throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Checks.Outcome outcome = test(workload, seed, Bug.NONE, FAULTS, clients, retry);
      assertThat(outcome.verdict()).as("seed %d: %s", seed, outcome).isEqualTo(Verdict.VALID);
      outcome = test(workload, seed, Bug.LOSES_ANSWERS, List.of(), clients, retry);
      assertThat(main(outcome).verdict()).as("seed %d: %s", seed, outcome).isEqualTo(Verdict.VALID);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "set, STALE_READS, none, stale",
    "append, STALE_READS, none, stale",
    "counter, STALE_READS, none, stale",
    "set, LOSES_CHANGES, none, lost",
    "append, LOSES_CHANGES, none, lost",
    "counter, LOSES_CHANGES, none, lost",
    "append, TWICE, none, duplicated",
    "counter, TWICE, none, phantom",
    "set, FAILS_WHAT_HAPPENS, none, phantom",
    "append, FAILS_WHAT_HAPPENS, none, phantom",
    "counter, FAILS_WHAT_HAPPENS, none, phantom",
    "append, FORGETS_REQUESTS, id, duplicated",
    "counter, FORGETS_REQUESTS, id, phantom",
  })
  void aPlantedMistakeIsFoundAndNamed(String workload, Bug bug, String retry, String kind)
      throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Checks.Outcome outcome = test(workload, seed, bug, List.of(), "stay", retry);
      assertThat(outcome.verdict()).as("seed %d: %s", seed, outcome).isEqualTo(Verdict.INVALID);
      Result main = main(outcome);
      assertThat(main.check()).isEqualTo(workload);
      assertThat(main.summary()).as("seed %d", seed).contains(kind);
      assertThat((Long) Edn.get(main.data(), kind)).isPositive();
      assertThat(main.involved()).isNotEmpty();
      assertThat(Files.readString(run.report())).contains(kind);
    }
  }

  @Test
  void clientsThatHopTalkToEveryNodeAndThoseThatRetryCountTheirTries() throws Exception {
    test("append", 1, Bug.LOSES_ANSWERS, List.of(), "hop", "id");
    List<Op> done =
        Evidence.load(run).history().stream().filter(op -> op.type() == Op.Type.OK).toList();
    assertThat(done.stream().map(op -> op.extra().get("node")).distinct())
        .containsExactlyInAnyOrder("n1", "n2", "n3", "n4", "n5");
    assertThat(done).anyMatch(op -> Long.valueOf(2).equals(op.extra().get("tries")));
    assertThat(
            done.stream()
                .filter(op -> op.f().equals("append"))
                .map(op -> op.extra().get("request")))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsStoredHasTheSameVerdict() throws Exception {
    for (String workload : List.of("set", "append", "counter")) {
      Checks.Outcome outcome = test(workload, 2, Bug.LOSES_CHANGES, FAULTS, "hop", "id");
      Evidence stored = Evidence.load(run);
      assertThat(Checks.run(Checks.standard(stored.scenario()), stored)).isEqualTo(outcome);
    }
  }

  @Test
  void tooFewElementsAreVacuous() throws Exception {
    Checks.Outcome outcome = test("set", 1, Bug.SILENT, List.of(), "stay", "none");
    assertThat(main(outcome).verdict()).isEqualTo(Verdict.VACUOUS);
  }
}
