package dev.ariadne.harness.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.TestRun;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.Workloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a system that offers the least, or that is not there. */
final class ForeignTargetTest {

  @TempDir private Path directory;
  private final VirtualScheduler time = new VirtualScheduler();
  private final List<String> notes = new ArrayList<>();
  private List<Op> history;
  private RunDirectory run;

  private Checks.Outcome test(
      double seconds, List<String> nemesis, UnaryOperator<TinyCluster> target) throws Exception {
    Scenario scenario = Scenarios.scenario(1, seconds, nemesis);
    run = new RunDirectory(Files.createTempDirectory(directory, "run"));
    run.write(scenario);
    TestRun test =
        new TestRun(
            scenario,
            run,
            target.apply(new TinyCluster(scenario.cluster().nodes(), time::after)),
            new SimulatedInterpreter(time),
            Workloads.named(scenario.load().workload(), scenario.load().keys()),
            new Progress(),
            notes::add);
    Checks.Outcome outcome = test.execute();
    history = test.evidence().history();
    Checks.Outcome stored = Checks.run(Checks.standard(scenario), Evidence.load(run));
    assertThat(stored).as("what is stored has the same verdict").isEqualTo(outcome);
    return outcome;
  }

  private static Result of(Checks.Outcome outcome, String check) {
    return outcome.result(check).orElseThrow();
  }

  private long begunBy(int node) {
    return history.stream()
        .filter(op -> op.type() == Op.Type.INVOKE)
        .filter(op -> op.process() instanceof Op.Process.Client c && c.id() % 10 % 5 == node - 1)
        .count();
  }

  // What the target cannot tell

  @Test
  void ofATargetThatCannotTellNobodyClaimsThatItsNodesRan() throws Exception {
    Checks.Outcome outcome = test(10, List.of(), tiny -> tiny);
    Result nodes = of(outcome, "nodes");
    assertThat(nodes.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(nodes.summary())
        .startsWith("Not checked: this target cannot tell whether a node ended by itself");
    assertThat(of(outcome, "snapshot-recovery").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.VALID);
    assertThat(VerdictText.of(outcome))
        .startsWith(
            "VALID, as far as this target can be observed. Not checked: nodes,"
                + " snapshot-recovery.\n")
        .contains("unknown  nodes");
    Object stored = EdnReader.read(Files.readString(run.results()));
    Object ofNodes = Edn.get(stored, "nodes");
    assertThat(Edn.get(ofNodes, "valid?")).isEqualTo(Edn.keyword("unknown"));
    assertThat(Edn.get(ofNodes, "not-checked")).isEqualTo(true);
  }

  @Test
  void whereNodesCanBeLookedAtItSaysHowOften() throws Exception {
    Checks.Outcome outcome = test(10, List.of("kill"), tiny -> tiny.with(tiny.killing()));
    assertThat(of(outcome, "nodes").verdict()).isEqualTo(Verdict.VALID);
    assertThat(of(outcome, "nodes").summary())
        .matches("No node was down that should have run\\. The harness looked \\d+ times\\. .*");
  }

  @Test
  void aNodeThatIsFoundDownThoughNobodyKilledItIsAViolation() throws Exception {
    Checks.Outcome outcome =
        test(
            10,
            List.of("kill"),
            tiny -> tiny.dyingAfter(5_000_000_000L, "n1", "n2", "n3", "n4").with(tiny.killing()));
    assertThat(of(outcome, "nodes").verdict()).isEqualTo(Verdict.INVALID);
    assertThat(of(outcome, "nodes").details())
        .anySatisfy(
            line -> assertThat(line).matches("n[1234] had ended by itself when .* looked.*"));
  }

  @Test
  void allThreeThatExitedAreFoundWithoutAnyFault() throws Exception {
    Checks.Outcome outcome =
        test(
            10,
            List.of(),
            tiny ->
                tiny.dyingAfter(5_000_000_000L, "n1", "n2", "n3", "n4", "n5").with(tiny.killing()));
    assertThat(of(outcome, "nodes").details()).hasSize(5);
  }

  @Test
  void aJournalThatSaysNothingOfANodeVouchesForNone() throws Exception {
    Checks.Outcome outcome =
        test(
            10,
            List.of(),
            tiny -> tiny.with(TinyCluster.journal(TinyCluster.entry("n1", "became-leader"))));
    assertThat(of(outcome, "nodes").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(of(outcome, "nodes").summary()).contains("reported nothing about n2, n3, n4, n5");
  }

  @Test
  void linksThatCountNothingMakeNoRunVacuous() throws Exception {
    Checks.Outcome outcome =
        test(20, List.of("partition"), tiny -> tiny.with(TinyCluster.uncountedLinks()));
    Result faults = of(outcome, "faults");
    assertThat(faults.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(faults.summary())
        .contains("does not count the bytes or requests")
        .contains("partition");
    assertThat(outcome.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void disksAreTriedAlsoWhereNothingElseIsReported() throws Exception {
    Checks.Outcome outcome =
        test(10, List.of(), tiny -> tiny.with(TinyCluster.recoveringTo("a state")));
    assertThat(of(outcome, "snapshot-recovery").verdict()).isEqualTo(Verdict.VALID);
    assertThat(of(outcome, "snapshot-recovery").summary())
        .contains("All 5 nodes recover to one state", "does not report state-hash");
  }

  @Test
  void disksOfWhichNoStateIsToldAreUnknown() throws Exception {
    Checks.Outcome outcome = test(10, List.of(), tiny -> tiny.with(TinyCluster.recoveringTo("")));
    assertThat(of(outcome, "snapshot-recovery").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aTargetThatCannotBeHealedIsJudgedAllTheSame() throws Exception {
    Checks.Outcome outcome =
        test(
            10,
            List.of(),
            tiny -> tiny.dyingAfter(5_000_000_000L, "n1", "n2", "n3", "n4", "n5").whoseHealFails());
    assertThat(of(outcome, "final-reads").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(of(outcome, "final-reads").summary())
        .contains("could not be healed", "nobody is there to be healed");
    assertThat(notes).anySatisfy(note -> assertThat(note).contains("failed to stop"));
  }

  // A target that is not there

  @Test
  void aTargetThatIsDeadOnArrivalStopsTheRunAndSaysWhy() throws Exception {
    Checks.Outcome outcome =
        test(
            600,
            List.of("kill"),
            tiny -> tiny.without("n1", "n2", "n3", "n4", "n5").with(tiny.killing()));
    assertThat(time.now()).isLessThan(31_000_000_000L);
    assertThat(outcome.verdict()).isNotEqualTo(Verdict.VALID);
    assertThat(VerdictText.of(outcome))
        .contains("No operation was acknowledged.")
        .containsPattern("longest time without an acknowledged operation: (29|30)\\.")
        .containsPattern("most frequent errors: \\d+ \"Connection refused\"");
    assertThat(notes).contains("Nothing has been acknowledged within 30.0 s: the run stops.");
    assertThat(run.report()).exists();
  }

  @Test
  void aWorkloadWithoutASetupMeetsTheSameBound() throws Exception {
    Scenario scenario = Scenarios.scenario(1, 600, List.of()).withSetupLimit(5);
    TestRun test =
        new TestRun(
            scenario,
            new RunDirectory(Files.createTempDirectory(directory, "run")),
            new TinyCluster(5, time::after).without("n1", "n2", "n3", "n4", "n5"),
            new SimulatedInterpreter(time),
            new WithoutSetup(Workloads.named("register", 3)),
            new Progress(),
            notes::add);
    Checks.Outcome outcome = test.execute();
    history = test.evidence().history();
    assertThat(time.now()).isLessThan(6_000_000_000L);
    assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(begunBy(1)).as("they rest between their tries").isLessThan(60);
  }

  @Test
  void aTargetThatDiesInMidRunEndsItEarlyAndItsErrorsAreTold() throws Exception {
    Checks.Outcome outcome =
        test(600, List.of(), tiny -> tiny.dyingAfter(5_000_000_000L, "n1", "n2", "n3", "n4", "n5"));
    assertThat(outcome.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(of(outcome, "final-reads").summary())
        .startsWith("Stuck: after the heal 3 of 3 keys could not be read within the bound; most")
        .containsPattern("most frequent errors: \\d+ \"Connection refused\"");
    assertThat(time.now()).isLessThan(100_000_000_000L);
    assertThat(notes).anySatisfy(note -> assertThat(note).contains("the main phase ends early"));
  }

  @Test
  void aRunInWhichNineOfTenOperationsFailSaysSo() throws Exception {
    Checks.Outcome outcome = test(30, List.of(), tiny -> tiny.answeringOneOf(20));
    assertThat(of(outcome, "stats").verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(of(outcome, "stats").summary())
        .matches("\\d+ of \\d+ operations failed; most frequent errors: \\d+ \"overloaded\"\\..*");
  }

  @Test
  void aNodeThatRefusesAtOnceDoesNotTakeTheOperationsOfTheOthers() throws Exception {
    test(60, List.of(), tiny -> tiny.without("n1"));
    // 200 a second for a minute, after a set-up in which the clients of n1 try in vain.
    assertThat(begunBy(1)).isLessThan(600);
    assertThat(begunBy(2) + begunBy(3) + begunBy(4) + begunBy(5)).isGreaterThan(11_000);
  }
}
