package dev.ariadne.harness.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import dev.ariadne.harness.nemesis.LeaderFinder;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.run.TestRun;
import dev.ariadne.harness.store.Scenario;
import dev.ariadne.harness.workload.Workload;
import dev.ariadne.harness.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenes on a cluster in memory: each takes place, and shows the bug that it is for. */
final class ScenesTest {
  private FakeCluster cluster;
  private Evidence evidence;
  private final List<String> notes = new ArrayList<>();

  private Checks.Outcome run(Scenario scenario, Bug bug, Class<? extends Capability> lacking)
      throws Exception {
    VirtualScheduler time = new VirtualScheduler();
    cluster =
        new FakeCluster(
                scenario.cluster().nodes(), scenario.cluster().snapshotCount(), bug, time::after)
            .without(lacking);
    TestRun run =
        new TestRun(
            scenario,
            Optional.empty(),
            cluster,
            new SimulatedInterpreter(time),
            Workloads.named(scenario.load().workload(), scenario.load().keys()),
            new Progress(),
            notes::add,
            scenario.choices());
    Checks.Outcome outcome = run.execute();
    evidence = run.evidence();
    return outcome;
  }

  private static Scenario scenario(String workload, long seed, List<String> scenes) {
    Scenario usual = Scenarios.of(workload, seed, List.of(), "stay", "none");
    return usual.with(usual.faults().withScenes(scenes)).withTimeLimit(30);
  }

  private Checks.Outcome run(String workload, String scene, Bug bug) throws Exception {
    return run(scenario(workload, 1, List.of(scene)), bug, Hardware.Clocks.class);
  }

  private SceneCounts counts(String scene) {
    return SceneCounts.of(List.of(scene), evidence.history()).getFirst();
  }

  /** Those that the fake can show. */
  static List<String> possible() {
    List<String> names = new ArrayList<>(SceneKinds.names());
    names.removeAll(List.of("clock-under-lease", "power-cut-of-all"));
    return names;
  }

  @ParameterizedTest
  @MethodSource("possible")
  void everySceneTakesPlaceOnARightClusterWhichIsNotAccused(String scene) throws Exception {
    for (String workload : List.of("register", "append", "counter")) {
      Checks.Outcome outcome = run(workload, scene, Bug.NONE);
      assertThat(counts(scene).tookPlace()).as(workload).isGreaterThanOrEqualTo(2);
      assertThat(outcome.verdict())
          .as("%s: %s", workload, outcome.results())
          .isEqualTo(Verdict.VALID);
      assertThat(cluster.healthy()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deposed-leader-read, DEPOSED_LEADER_READS",
    "late-acknowledgements, DEPOSED_LEADER_READS",
    "isolated-leader-write, ANSWERS_BEFORE_COMMIT",
    "fresh-leader-read, FRESH_LEADER_READS",
    "lagging-follower-read, STALE_READS",
    "late-write, FAILS_WHAT_IS_LATE",
    "late-snapshot, RESTARTS_BEHIND",
    "retried-change, FORGETS_REQUESTS",
    "crash-of-all, FORGETS_IN_CRASH",
    "torn-log, FORGETS_IN_CRASH"
  })
  void aSceneShowsTheBugThatItIsFor(String scene, Bug bug) throws Exception {
    Checks.Outcome outcome = run("register", scene, bug);
    assertThat(outcome.result("linearizable").orElseThrow().verdict())
        .as("%s", outcome.results())
        .isEqualTo(Verdict.INVALID);
    assertThat(outcome.result("linearizable").orElseThrow().summary())
        .containsPattern("key -|keys \\[-");
  }

  @Test
  void aSceneThatCannotTakePlaceIsSkippedWithItsReason() throws Exception {
    Scenario scenario =
        scenario("register", 1, List.of("deposed-leader-read", "paused-leader-read"));
    Checks.Outcome outcome = run(scenario, Bug.NONE, Capability.Pause.class);
    assertThat(counts("paused-leader-read").skipped()).contains("the target does not offer Pause");
    assertThat(counts("paused-leader-read").times()).isZero();
    assertThat(counts("deposed-leader-read").tookPlace()).isPositive();
    assertThat(outcome.result("faults").orElseThrow().details())
        .contains("scene paused-leader-read skipped: the target does not offer Pause");
    assertThat(notes)
        .contains("Scene paused-leader-read is skipped: the target does not offer Pause.");
  }

  @Test
  void aSetHasNoChangeThatShowsIfItHappensTwice() throws Exception {
    run("set", "retried-change", Bug.NONE);
    assertThat(counts("retried-change").skipped().orElseThrow())
        .isEqualTo("the workload set has no operation that shows if it happens twice");
    Checks.Outcome outcome = run("set", "deposed-leader-read", Bug.DEPOSED_LEADER_READS);
    assertThat(outcome.result("set").orElseThrow().verdict()).isEqualTo(Verdict.INVALID);
  }

  /** Without a leader that anybody knows, the scene ends within its bounds and says why. */
  @Test
  void aSceneThatDoesNotTakePlaceSaysWhatDidNotHappen() throws Exception {
    run("register", "crash-of-all", Bug.STAYS_DEAD);
    SceneCounts counts = counts("crash-of-all");
    assertThat(counts.times()).isPositive();
    assertThat(counts.tookPlace()).isZero();
    assertThat(counts.why()).contains("no node was known to lead");
    assertThat(counts.line()).startsWith("scene crash-of-all took place 0 of ");
  }

  /** A target that cannot tell who leads: the node that acknowledges changes is taken for it. */
  @Test
  void aSceneNeedsNobodyToTellItWhoLeads() throws Exception {
    Scenario scenario = scenario("register", 1, List.of("deposed-leader-read"));
    run(scenario, Bug.NONE, Capability.Roles.class);
    assertThat(counts("deposed-leader-read").tookPlace()).isPositive();
  }

  @Test
  void scenesComeBetweenFaultsAndDisturbNone() throws Exception {
    Scenario usual = Scenarios.of("register", 4, List.of("kill", "pause"), "hop", "id");
    Scenario scenario = usual.with(usual.faults().withScenes(possible())).withTimeLimit(120);
    Checks.Outcome outcome = run(scenario, Bug.NONE, Hardware.Clocks.class);
    assertThat(outcome.verdict()).as("%s", outcome.results()).isEqualTo(Verdict.VALID);
    boolean fault = false;
    boolean noted = false;
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named && !(noted = !noted)) {
        if (Scenes.isOf(op)) {
          assertThat(fault).as("%s", op).isFalse();
        } else {
          fault = op.f().equals("kill") || op.f().equals("pause");
        }
      }
    }
    for (String scene : possible()) {
      assertThat(counts(scene).times()).as(scene).isPositive();
    }
  }

  /** Every operation of a scene names its node and works on a key of the scene's own. */
  @Test
  void operationsOfScenesNameTheirNodes() throws Exception {
    run("register", "isolated-leader-write", Bug.NONE);
    int concurrency = evidence.scenario().load().concurrency();
    int workers = evidence.scenario().workers();
    long ofScenes = 0;
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Client client && op.type() == Op.Type.INVOKE) {
        long key = (Long) ((List<?>) op.value()).getFirst();
        if (key < 0) {
          ofScenes++;
          assertThat(client.id() % workers).isGreaterThanOrEqualTo(concurrency);
          assertThat(op.extra()).containsKey(Invocation.NODE);
        }
      }
    }
    assertThat(ofScenes).isPositive();
  }

  @Test
  void aWrongNameNamesWhatThereIs() {
    FakeCluster some = new FakeCluster(3, 50, Bug.NONE, (nanos, task) -> {});
    Workload workload = Workloads.named("register", 1);
    assertThatThrownBy(
            () -> Scenes.of(List.of("tragedy"), some, workload, new LeaderFinder(some, 1)))
        .hasMessageStartingWith("there is no scene 'tragedy'; there are: deposed-leader-read, ");
  }
}
