package dev.ariadne.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.CheckFiles;
import dev.ariadne.checker.FileVerdict;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.nemesis.MissingCapabilityException;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.Workloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole tests on virtual time, against a cluster in memory. */
final class TestRunTest {

  @TempDir private Path directory;
  private FakeCluster cluster;
  private RunDirectory run;

  private Checks.Outcome test(long seed, Bug bug, List<String> nemesis) throws Exception {
    Scenario scenario = Scenarios.scenario(seed, 20, nemesis);
    VirtualScheduler time = new VirtualScheduler();
    cluster =
        new FakeCluster(
            scenario.cluster().nodes(), scenario.cluster().snapshotCount(), bug, time::after);
    return execute(scenario, time, cluster);
  }

  private Checks.Outcome execute(Scenario scenario, VirtualScheduler time, Cluster on)
      throws Exception {
    run = new RunDirectory(Files.createTempDirectory(directory, "run"));
    run.write(scenario);
    return new TestRun(
            scenario,
            run,
            on,
            new SimulatedInterpreter(time),
            Workloads.named(scenario.load().workload(), scenario.load().keys()),
            new Progress(),
            note -> {})
        .execute();
  }

  private static Result result(Checks.Outcome outcome, String check) {
    return outcome.results().stream()
        .filter(result -> result.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCorrectClusterIsValidUnderAllFaultsWhateverTheSeed() throws Exception {
    for (long seed = 0; seed < 5; seed++) {
      Checks.Outcome outcome = test(seed, Bug.NONE, Scenarios.ALL);
      assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.VALID);
      assertThat(cluster.healthy()).isTrue();
      assertThat(cluster.closed()).isTrue();
    }
  }

  @Test
  void staleReadsAreFoundAndTheCounterexampleNamesTheKey() throws Exception {
    for (long seed = 0; seed < 5; seed++) {
      Checks.Outcome outcome = test(seed, Bug.STALE_READS, Scenarios.ALL);
      assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.INVALID);
      Result linearizable = result(outcome, "linearizable");
      assertThat(linearizable.verdict()).isEqualTo(Verdict.INVALID);
      assertThat(linearizable.summary()).contains("key");
      assertThat(linearizable.involved()).isNotEmpty();
    }
  }

  @Test
  void aClusterThatDoesNotComeBackIsStuck() throws Exception {
    Checks.Outcome outcome = test(3, Bug.STAYS_DEAD, List.of("kill"));
    assertThat(result(outcome, "final-reads").verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void aClusterThatNeverAnswersIsUnknown() throws Exception {
    Checks.Outcome outcome = test(1, Bug.SILENT, List.of());
    assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result(outcome, "final-reads").summary()).contains("never answered");
  }

  private static final List<String> UNFAIR =
      List.of("wal-truncate-synced", "wal-corrupt", "partition", "kill", "wal-truncate");

  @Test
  void aDamagedNodeThatRefusesIsASuccessAndTheReportSaysSo() throws Exception {
    for (long seed = 0; seed < 3; seed++) {
      Checks.Outcome outcome = test(seed, Bug.NONE, UNFAIR);
      assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.VALID);
      Result nodes = result(outcome, "nodes");
      assertThat(nodes.summary()).matches(".*noticed damage: (\\d+) \\(replaced: \\1\\).*");
      assertThat(nodes.details())
          .hasSizeGreaterThan(1)
          .allSatisfy(line -> assertThat(line).contains("noticed its damage and refused"));
      assertThat(result(outcome, "faults").details())
          .anySatisfy(line -> assertThat(line).contains("synced-bytes-cut", "damage-noticed"))
          .anySatisfy(line -> assertThat(line).contains("bits-flipped", "damage-noticed"));
      assertThat(cluster.capability(Capability.Damage.class).orElseThrow().outOfService())
          .isEmpty();
    }
  }

  @Test
  void aDamagedNodeThatServesIsAViolation() throws Exception {
    Checks.Outcome outcome = test(1, Bug.SERVES_DAMAGED, UNFAIR);
    assertThat(result(outcome, "nodes").verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result(outcome, "nodes").summary()).isEqualTo("Damaged nodes served.");
  }

  @Test
  void membersThatComeAndGoAreReportedAndWaitedFor() throws Exception {
    Checks.Outcome outcome = test(3, Bug.NONE, List.of("membership", "kill", "partition"));
    assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.VALID);
    assertThat(result(outcome, "nodes").summary()).contains("nodes that were removed: ");
    assertThat(result(outcome, "faults").details())
        .anySatisfy(line -> assertThat(line).contains("membership had an effect: ", " promoted"));
  }

  @Test
  void aNodeThatRecoversToAnotherStateIsFound() throws Exception {
    Checks.Outcome outcome = test(1, Bug.DIVERGES, Scenarios.ALL);
    Result recovery = result(outcome, "snapshot-recovery");
    assertThat(recovery.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(String.join("\n", recovery.details())).contains("n2=another");
  }

  @Test
  void oneSeedIsOneRun() throws Exception {
    test(7, Bug.NONE, Scenarios.ALL);
    String first = Files.readString(run.history());
    test(7, Bug.NONE, Scenarios.ALL);
    assertThat(Files.readString(run.history())).isEqualTo(first);
    test(8, Bug.NONE, Scenarios.ALL);
    assertThat(Files.readString(run.history())).isNotEqualTo(first);
  }

  @Test
  void aShareOfCompareAndSetsSucceedsAndAShareFails() throws Exception {
    Checks.Outcome outcome = test(2, Bug.NONE, List.of());
    Object cas = Edn.get(Edn.get(result(outcome, "stats").data(), "by-f"), "cas");
    assertThat((Long) Edn.get(cas, "ok-count")).isGreaterThan(300);
    assertThat((Long) Edn.get(cas, "fail-count")).isGreaterThan(50);
  }

  @Test
  void whatIsStoredHasTheSameVerdict() throws Exception {
    Checks.Outcome outcome = test(4, Bug.STALE_READS, Scenarios.ALL);
    Checks.Outcome again = Checks.run(Checks.standard(run.scenario()), Evidence.load(run));
    assertThat(again).isEqualTo(outcome);
    assertThat(Files.readString(run.results())).isEqualTo(again.toEdn());
    assertThat(Edn.get(EdnReader.read(Files.readString(run.results())), "valid?")).isEqualTo(false);
    assertThat(Files.readString(run.report())).contains("INVALID");
  }

  @Test
  void theCheckerReadsTheHistoryWithoutBeingToldAnything() throws Exception {
    test(5, Bug.NONE, Scenarios.ALL);
    FileVerdict verdict =
        CheckFiles.check(run.history(), CheckFiles.Options.detected(Budget.standard(), () -> 0));
    assertThat(verdict).isInstanceOf(FileVerdict.Checked.class);
    FileVerdict.Checked checked = (FileVerdict.Checked) verdict;
    assertThat(checked.model()).isEqualTo("cas-register");
    assertThat(checked.keys()).hasSize(3);
    assertThat(FileVerdict.exitStatus(List.of(verdict))).isZero();
  }

  @Test
  void aFaultThatTheTargetCannotSufferIsRefused() {
    Cluster plain = new Plain();
    assertThatThrownBy(
            () ->
                execute(
                    Scenarios.scenario(1, 1, List.of("partition")), new VirtualScheduler(), plain))
        .isInstanceOf(MissingCapabilityException.class)
        .hasMessageContaining("--nemesis partition")
        .hasMessageContaining("Links");
  }

  @Test
  void aRunInWhichNoFaultHadTheTimeToBiteIsVacuous() throws Exception {
    Scenario scenario = Scenarios.scenario(1, 3, Scenarios.ALL);
    VirtualScheduler time = new VirtualScheduler();
    Checks.Outcome outcome = execute(scenario, time, new FakeCluster(5, 50, Bug.NONE, time::after));
    assertThat(outcome.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result(outcome, "faults").summary()).contains("had no effect");
  }

  /** A cluster without any capability. */
  private static final class Plain implements Cluster {
    @Override
    public List<String> nodes() {
      return List.of("n1", "n2", "n3", "n4", "n5");
    }

    @Override
    public Client client(String node) {
      throw new AssertionError("nobody should ask");
    }

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> kind) {
      return Optional.empty();
    }

    @Override
    public void heal() {}

    @Override
    public void close() {}
  }
}
