package dev.ariadne.harness.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.check.FaultWindow;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.history.RecordEdn;
import dev.ariadne.harness.report.Progress;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FaultKindsTest {

  static List<FaultKind> kinds() {
    return FaultKinds.all();
  }

  private static Op op(long time, String f, Object value) {
    return new Op(
        -1, time, Op.Type.INFO, new Op.Process.Named("nemesis"), f, value, new TreeMap<>());
  }

  @Test
  void namesAndBeginningsAreUniqueAndAUsersKindIsAmongThem() {
    Set<String> names = new HashSet<>();
    Set<String> beginnings = new HashSet<>();
    for (FaultKind kind : kinds()) {
      assertThat(names.add(kind.name())).as(kind.name()).isTrue();
      assertThat(beginnings.add(kind.begins().f())).as(kind.begins().f()).isTrue();
    }
    assertThat(kinds()).contains(UsersFault.KIND);
    assertThat(FaultKinds.usual()).containsExactly("partition", "kill", "pause", "wal-truncate");
  }

  /** A plan goes into the history and is taken from there when a live run is done again. */
  @ParameterizedTest
  @MethodSource("kinds")
  void everyPlanIsReadBackFromTheHistory(FaultKind kind) throws Exception {
    Cluster cluster = ableToDoEverything();
    FaultContext.Shared shared =
        FaultContext.Shared.of(List.of(kind), cluster, 2, new LeaderFinder(cluster, 1));
    Fault<?, ?> fault =
        kind.factory().on(new FaultContext(new FaultChoice(kind, List.of()), cluster, shared));
    for (long turn = 0; turn < 50; turn++) {
      Record plan = fault.plan(new SeededChoices(turn), turn);
      assertThat(RecordEdn.<Record>read(type(kind.begins()), RecordEdn.write(plan)))
          .isEqualTo(plan);
      Record end = fault.planEnd(new SeededChoices(turn), turn);
      assertThat(RecordEdn.<Record>read(type(kind.ends()), RecordEdn.write(end))).isEqualTo(end);
    }
  }

  /** A cluster that has every capability; each does nothing and answers with nothing. */
  private static Cluster ableToDoEverything() {
    return answering(
        Cluster.class,
        (proxy, method, args) ->
            switch (method.getName()) {
              case "nodes" -> List.of("n1", "n2", "n3", "n4", "n5");
              case "capability" ->
                  Optional.of(
                      answering(
                          (Class<?>) args[0],
                          (capability, asked, with) ->
                              asked.getReturnType() == Optional.class ? Optional.empty() : null));
              default -> null;
            });
  }

  private static <T> T answering(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @SuppressWarnings("unchecked")
  private static Class<Record> type(FaultKind.Operation<?> operation) {
    return (Class<Record>) operation.plan();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindHasAWindowAndALineOfProgress(FaultKind kind) {
    Object value = Edn.put(Edn.map(), "nodes", List.of("n1", "n3"));
    List<Op> history =
        List.of(
            op(1, kind.begins().f(), value),
            op(2, kind.begins().f(), value),
            op(5, kind.ends().f(), Edn.map()),
            op(6, kind.ends().f(), Edn.map()));
    assertThat(FaultWindow.of(history))
        .containsExactly(new FaultWindow(kind, value, List.of("n1", "n3"), 1, 6));
    Progress progress = new Progress();
    history.subList(0, 2).forEach(progress::record);
    if (kind.besideOthers()) {
      assertThat(progress.now().fault()).isEmpty();
    } else {
      assertThat(progress.now().fault()).contains(kind.name() + " of n1 n3");
    }
    history.subList(2, 4).forEach(progress::record);
    assertThat(progress.now().fault()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingCountedIsNoEffect(FaultKind kind) {
    assertThat(kind.effect().of(new TreeMap<>())).isEqualTo(EffectCriterion.Bite.NEVER);
  }

  @Test
  void whatTheTargetDoesNotCountIsUnseenOnceItWasDone() {
    TreeMap<String, Long> counters = new TreeMap<>();
    counters.put("links-cut", 4L);
    assertThat(Partition.KIND.effect().of(counters)).isEqualTo(EffectCriterion.Bite.UNSEEN);
    counters.put("bytes-held", 0L);
    assertThat(Partition.KIND.effect().of(counters)).isEqualTo(EffectCriterion.Bite.NEVER);
    counters.put("messages-held", 1L);
    assertThat(Partition.KIND.effect().of(counters)).isEqualTo(EffectCriterion.Bite.BIT);
  }

  @Test
  void twoKindsOfOneNameOrBeginningAreRefused() {
    FaultKind named = FaultKind.named("kill", "another one").build(context -> null);
    FaultKind begun =
        FaultKind.named("mine", "begins like kill")
            .begins("kill", Fault.Nothing.class)
            .build(context -> null);
    for (FaultKind theirs : List.of(named, begun)) {
      assertThatThrownBy(() -> FaultKinds.joined(List.of(Kill.KIND), List.of(theirs)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("kill (begun by kill) and " + theirs.name());
    }
  }

  @Test
  void aKindCannotUseWhatItDoesNotSayThatItNeeds() {
    Cluster cluster = ableToDoEverything();
    FaultKind kind = FaultKind.named("mine", "needs nothing").build(context -> null);
    FaultContext context =
        new FaultContext(
            new FaultChoice(kind, List.of()),
            cluster,
            FaultContext.Shared.of(List.of(kind), cluster, 2, new LeaderFinder(cluster, 1)));
    assertThatThrownBy(() -> context.need(Capability.Pause.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mine does not say that it needs");
  }

  @Test
  void noKindMayTakeTheOperationsThatEndAll() {
    assertThatThrownBy(
            () ->
                FaultKind.named("mine", "does nothing")
                    .begins("heal", Fault.Nothing.class)
                    .build(context -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine")
        .hasMessageContaining("heal");
  }

  @Test
  void coloursDiffer() {
    Set<String> colours = new TreeSet<>();
    kinds().forEach(kind -> assertThat(colours.add(kind.colour())).as(kind.name()).isTrue());
  }
}
