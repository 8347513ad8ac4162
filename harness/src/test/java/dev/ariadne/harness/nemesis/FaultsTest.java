package dev.ariadne.harness.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.fake.FakeCluster;
import dev.ariadne.harness.fake.FakeCluster.Bug;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.history.RecordEdn;
import dev.ariadne.harness.interpreter.InterpreterInput;
import dev.ariadne.harness.interpreter.SimulatedInterpreter;
import dev.ariadne.harness.interpreter.VirtualScheduler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final int KEEPER = 2;
  private static final long SECOND = 1_000_000_000L;

  private final FakeCluster cluster = new FakeCluster(5, 100, Bug.NONE, (nanos, task) -> {});
  private final List<Op> history = new ArrayList<>();

  /** The nemesis alone, one fault every second. */
  private void cycle(List<String> kinds, long seed, long seconds) throws Exception {
    Faults faults = Faults.of(kinds, cluster, KEEPER);
    Generator generator =
        Generators.nemesis(
            Generators.phases(
                Generators.timeLimit(seconds * SECOND, faults.cycle(SECOND)), faults.finalHeal()));
    InterpreterInput plan =
        new InterpreterInput(
            generator,
            1,
            new SeededChoices(seed),
            worker -> {
              throw new AssertionError("no clients here");
            },
            faults,
            history::add,
            note -> {});
    new SimulatedInterpreter(new VirtualScheduler()).run(plan);
  }

  private static <E extends Enum<E>> E constant(E[] constants, String word) {
    return List.of(constants).stream()
        .filter(constant -> RecordEdn.word(constant).equals(word))
        .findFirst()
        .orElseThrow();
  }

  /** The completed operations with this f; every other one is an invocation. */
  private List<Op> done(String f) {
    List<Op> done = new ArrayList<>();
    for (int i = 1; i < history.size(); i += 2) {
      if (history.get(i).f().equals(f)) {
        done.add(history.get(i));
      }
    }
    return done;
  }

  @Test
  void everyKindComesEquallyOften() throws Exception {
    cycle(Scenarios.ALL, 1, 16);
    for (String f : List.of("start-partition", "kill", "pause", "truncate-wal")) {
      assertThat(done(f)).as(f).hasSize(4);
    }
  }

  @Test
  void aFaultEndsBeforeTheNextBegins() throws Exception {
    cycle(Scenarios.ALL, 2, 30);
    boolean inForce = false;
    for (int i = 0; i < history.size(); i += 2) {
      String f = history.get(i).f();
      boolean begins = List.of("start-partition", "kill", "pause", "truncate-wal").contains(f);
      if (f.equals("heal")) {
        continue;
      }
      assertThat(begins).as("%s", history.get(i)).isNotEqualTo(inForce);
      inForce = begins;
    }
  }

  @Test
  void nothingIsInForceAtTheEndWhereverItIsCut() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      cycle(Scenarios.ALL, seed, 1 + seed);
      assertThat(cluster.healthy()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void everyCutOccursAndIsResolved() throws Exception {
    cycle(List.of("partition"), 1, 14);
    Set<String> cuts = new HashSet<>();
    for (Op op : done("start-partition")) {
      String cut = Edn.name(op.value(), "cut", "");
      cuts.add(cut);
      List<?> links = (List<?>) Edn.get(op.value(), "links");
      List<String> group = Edn.strings(op.value(), "nodes");
      int between = group.size() * (5 - group.size());
      int expected =
          switch (constant(PartitionShape.values(), cut)) {
            case ONE, HALVES, LEADER, MINORITY_THIRD, TWO_FIFTHS -> 2 * between;
            case DEAF_LEADER, MUTE_LEADER, DEAF_ONE, ONE_WAY_HALVES -> between;
            case MAJORITIES_RING -> 10;
            case BRIDGE -> 8;
            case SEVERAL -> 2 * between + 2;
            case SHATTERED -> 16;
          };
      assertThat(links).as(cut).hasSize(expected).doesNotHaveDuplicates();
      assertThat(links).allSatisfy(link -> assertThat((List<?>) link).hasSize(2));
    }
    assertThat(cuts).hasSize(PartitionShape.values().length);
  }

  @Test
  void everyWayToBeSlowOccursAndIsResolved() throws Exception {
    cycle(List.of("slow"), 1, 6);
    Set<String> ways = new HashSet<>();
    for (Op op : done("start-slow")) {
      String way = Edn.name(op.value(), "way", "");
      ways.add(way);
      int expected =
          switch (constant(Slow.Way.values(), way)) {
            case ALL -> 20;
            case ONE_LATE, LEADER_LATE -> 8;
            case FROM_LEADER, THIN_ONE, THIN_LEADER -> 4;
          };
      assertThat((List<?>) Edn.get(op.value(), "links")).as(way).hasSize(expected);
      long delay = Edn.number(op.value(), "delay-ms", -1);
      long bytes = Edn.number(op.value(), "bytes-per-second", -1);
      assertThat(delay == 0).as(way).isEqualTo(bytes > 0);
    }
    assertThat(ways).hasSize(Slow.Way.values().length);
    assertThat(cluster.healthy()).isTrue();
  }

  @Test
  void clientsAreCutOffInEveryDirection() throws Exception {
    cycle(List.of("client-cut"), 1, 6);
    Set<String> directions = new HashSet<>();
    for (Op op : done("start-client-cut")) {
      directions.add(Edn.name(op.value(), "direction", ""));
      assertThat(Edn.strings(op.value(), "nodes")).isNotEmpty();
    }
    assertThat(directions).containsExactlyInAnyOrder("requests", "answers", "both");
    assertThat(cluster.healthy()).isTrue();
  }

  @Test
  void theLeaderIsWhoeverLeadsWhenItStrikes() throws Exception {
    cycle(List.of("kill"), 5, 8);
    List<Op> ofLeader =
        done("kill").stream()
            .filter(op -> Edn.name(op.value(), "target", "").equals("leader"))
            .toList();
    assertThat(ofLeader).isNotEmpty();
    for (Op op : ofLeader) {
      assertThat(Edn.strings(op.value(), "nodes"))
          .containsExactly((String) Edn.get(op.value(), "leader"));
      assertThat(Edn.get(Edn.get(Edn.get(op.value(), "did"), "kill"), "leader-killed"))
          .isEqualTo(1L);
    }
  }

  @Test
  void everyTargetOccursAndAMinorityIsOne() throws Exception {
    cycle(List.of("pause"), 3, 8);
    Set<String> targets = new HashSet<>();
    for (Op op : done("pause")) {
      String target = Edn.name(op.value(), "target", "");
      targets.add(target);
      int expected =
          switch (target) {
            case "minority" -> 2;
            case "all" -> 5;
            default -> 1;
          };
      assertThat(Edn.strings(op.value(), "paused")).hasSize(expected);
    }
    assertThat(targets).containsExactlyInAnyOrder("one", "minority", "leader", "all");
  }

  @Test
  void theKeeperIsNotSingledOut() throws Exception {
    cycle(Scenarios.ALL, 4, 64);
    for (String f : List.of("kill", "pause", "truncate-wal")) {
      for (Op op : done(f)) {
        if (List.of("one", "minority").contains(Edn.name(op.value(), "target", ""))) {
          assertThat(Edn.strings(op.value(), "nodes")).doesNotContain("n3");
        }
      }
    }
    assertThat(done("kill").stream().filter(op -> Edn.strings(op.value(), "nodes").contains("n3")))
        .isNotEmpty();
  }

  @Test
  void tornLogsAreToldWithFileAndOffset() throws Exception {
    cycle(List.of("wal-truncate"), 3, 4);
    Set<String> tears = new HashSet<>();
    for (Op op : done("truncate-wal")) {
      List<?> torn = (List<?>) Edn.get(op.value(), "torn");
      assertThat(torn).hasSameSizeAs(Edn.strings(op.value(), "nodes")).isNotEmpty();
      Map<?, ?> first = (Map<?, ?>) torn.get(0);
      tears.add(Edn.name(first, "tear", ""));
      assertThat(Edn.get(first, "file")).isEqualTo("wal/0");
      assertThat((Long) Edn.get(first, "offset")).isGreaterThanOrEqualTo(4096);
    }
    assertThat(tears).containsExactlyInAnyOrder("cut", "part-of-record", "garbage", "zeros");
  }

  @Test
  void membersComeAndGoWithinBoundsBesideTheOtherFaults() throws Exception {
    cycle(List.of("kill", "membership"), 1, 40);
    Set<String> ways = new HashSet<>();
    for (Op op : done("change-members")) {
      ways.add(Edn.name(op.value(), "way", ""));
      assertThat(Edn.strings(op.value(), "members")).hasSizeBetween(3, 7);
      assertThat(Edn.strings(op.value(), "nodes")).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(ways)
        .contains("grow", "grow-under-kill", "rejoin", "shrink-leader", "shrink-cut-off")
        .contains("shrink-paused");
    assertThat(counted("membership", "added")).isPositive();
    assertThat(counted("membership", "promoted")).isPositive();
    assertThat(counted("membership", "removed")).isPositive();
    assertThat(counted("membership", "left-running")).isPositive();
    assertThat(counted("membership", "leader-removed")).isPositive();
    assertThat(done("kill")).hasSize(40);
    assertThat(Edn.get(done("settle").getLast().value(), "settled")).isEqualTo(true);
    assertThat(cluster.members()).contains("n3").hasSizeBetween(3, 7);
    assertThat(cluster.healthy()).isTrue();
  }

  @Test
  void theKeeperIsNeverRemoved() throws Exception {
    cycle(List.of("membership"), 7, 60);
    for (Op op : done("change-members")) {
      if (Edn.name(op.value(), "way", "").startsWith("shrink")) {
        assertThat(Edn.strings(op.value(), "nodes")).doesNotContain("n3");
      }
    }
  }

  @Test
  void whoeverIsThereNowStandsInForAFirstNodeThatHasGone() {
    List<String> names = List.of("n1", "n2", "n3", "n4", "n5");
    List<String> now = List.of("n3", "n5", "n6", "n8");
    Nodes nodes = new Nodes(names, "n3", () -> now);
    for (String name : names) {
      assertThat(nodes.inPlaceOf(List.of(name))).hasSize(1).isSubsetOf(now);
    }
    assertThat(nodes.inPlaceOf(List.of("n3"))).containsExactly("n3");
    assertThat(nodes.inPlaceOf(names)).containsExactlyInAnyOrderElementsOf(now);
    assertThat(new Nodes(names, "n3", () -> names).inPlaceOf(List.of("n4", "n1")))
        .containsExactly("n4", "n1");
  }

  @Test
  void damagedNodesAreReplacedOneAtATime() throws Exception {
    cycle(List.of("wal-truncate-synced", "wal-corrupt"), 1, 20);
    long damaged =
        counted("wal-truncate-synced", "nodes-damaged") + counted("wal-corrupt", "nodes-damaged");
    long replaced = counted("wal-truncate-synced", "replaced") + counted("wal-corrupt", "replaced");
    assertThat(damaged).isGreaterThan(4);
    assertThat(replaced).isEqualTo(damaged);
    assertThat(cluster.members()).hasSize(5);
    assertThat(cluster.healthy()).isTrue();
  }

  private long counted(String kind, String counter) {
    long sum = 0;
    for (Op op : history) {
      Object counters = Edn.get(Edn.get(op.value(), "did"), kind);
      sum += Edn.number(counters, counter, 0);
    }
    return sum;
  }

  @Test
  void anOperationThatNoFaultKnowsIsABug() throws Exception {
    Faults faults = Faults.of(List.of("kill"), cluster, KEEPER);
    Op unknown =
        new Op(0, 0, Op.Type.INFO, new Op.Process.Named("nemesis"), "dance", null, new TreeMap<>());
    assertThatThrownBy(() -> faults.invoke(unknown)).hasMessageContaining("dance");
  }
}
