package dev.ariadne.harness.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.fake.Ops;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.interpreter.InterpreterInput;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that are aimed, such as {@code kill:leader}. */
final class FaultChoiceTest {
  private static final long SECOND = 1_000_000_000L;

  /** The fake's leader. */
  private static final String LEADER = "n1";

  private static List<Op> history(String... names) throws Exception {
    FakeCluster cluster = new FakeCluster(5, 100, Bug.NONE, (nanos, task) -> {});
    Faults faults = Faults.of(List.of(names), cluster, 2);
    List<Op> history = new ArrayList<>();
    new SimulatedInterpreter(new VirtualScheduler())
        .run(
            new InterpreterInput(
                Generators.nemesis(Generators.timeLimit(12 * SECOND, faults.cycle(SECOND))),
                1,
                new SeededChoices(3),
                worker -> {
                  throw new AssertionError("no clients here");
                },
                faults,
                history::add,
                note -> {}));
    return history;
  }

  /** The entry of all completed operations of this name that have it. */
  private static Set<Object> entries(List<Op> history, String f, String entry) {
    Set<Object> entries = new TreeSet<>();
    for (int i = 1; i < history.size(); i += 2) {
      Op op = history.get(i);
      if (op.f().equals(f)) {
        Object value = Edn.get(op.value(), entry);
        entries.add(
            value instanceof List<?> list ? list.toString() : Edn.name(op.value(), entry, ""));
      }
    }
    return entries;
  }

  @ParameterizedTest
  @CsvSource({
    "kill, kill",
    "pause, pause",
    "wal-truncate, truncate-wal",
    "client-cut, start-client-cut"
  })
  void aFaultThatIsAimedAtTheLeaderStrikesNobodyElse(String kind, String f) throws Exception {
    List<Op> history = history(kind + ":leader");
    assertThat(entries(history, f, "nodes")).containsExactly("[" + LEADER + "]");
    assertThat(entries(history, f, "target")).containsExactly("leader");
  }

  @Test
  void aPartitionKeepsToTheShapesOfItsTarget() throws Exception {
    assertThat(entries(history("partition:leader"), "start-partition", "cut"))
        .containsExactly("deaf-leader", "leader", "mute-leader");
    assertThat(entries(history("partition:one"), "start-partition", "cut"))
        .containsExactly("deaf-one", "one");
  }

  @Test
  void aMajorityIsMoreThanHalf() throws Exception {
    List<Op> history = history("kill:majority");
    for (int i = 1; i < history.size(); i += 4) {
      assertThat(Edn.strings(history.get(i).value(), "nodes")).hasSize(3);
    }
  }

  @Test
  void severalTargetsOfAKindShareItsTurns() throws Exception {
    assertThat(entries(history("kill:leader", "kill:all"), "kill", "target"))
        .containsExactly("all", "leader");
    assertThat(FaultChoice.of(List.of("kill:leader", "pause", "kill")))
        .containsExactly(
            new FaultChoice(Kill.KIND, List.of()), new FaultChoice(Pause.KIND, List.of()));
  }

  @Test
  void aWrongNameNamesWhatThereIs() {
    assertThat(FaultChoice.alternatives("kill:leader")).isEmpty();
    assertThat(FaultChoice.alternatives("partition:majority"))
        .containsExactly(
            "partition",
            "partition:one",
            "partition:minority",
            "partition:leader",
            "partition:all");
    assertThat(FaultChoice.alternatives("membership:one")).containsExactly("membership");
    assertThat(FaultChoice.alternatives("rain:one")).isEqualTo(FaultKinds.names());
    assertThatThrownBy(() -> FaultChoice.of(List.of("kill:everybody")))
        .hasMessage(
            "there is no fault 'kill:everybody'; there are: kill, kill:one, kill:minority,"
                + " kill:majority, kill:leader, kill:all");
  }

  /**
   * A target that cannot tell who leads: the node that acknowledges the changes is taken for it.
   */
  @Test
  void aLeaderThatNobodyTellsIsInferred() {
    FakeCluster cluster =
        new FakeCluster(3, 100, Bug.NONE, (nanos, task) -> {}).without(Capability.Roles.class);
    LeaderFinder finder = new LeaderFinder(cluster, 6);
    assertThat(finder.leader().leader()).isEmpty();
    Ops ops = new Ops();
    ops.ok(4, "write", Ops.kv(0L, 1L)).ok(2, "read", Ops.kv(0L, 1L)).ok(7, "write", Ops.kv(0L, 2L));
    ops.fail(5, "write", Ops.kv(0L, 3L), "no-leader");
    ops.list().forEach(finder::record);
    assertThat(finder.leader().leader()).contains("n2"); // clients 4 and 7 of six are at n2
    assertThat(finder.leader().term()).isEmpty();
    Op elsewhere = ops.list().getFirst();
    elsewhere.extra().putAll(Map.of("node", "n3"));
    for (int i = 0; i < LeaderFinder.ANSWERS; i++) {
      finder.record(elsewhere);
    }
    assertThat(finder.leader().leader()).contains("n3");
  }
}
