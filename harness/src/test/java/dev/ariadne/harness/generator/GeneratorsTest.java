package dev.ariadne.harness.generator;

import static dev.ariadne.harness.generator.Generators.any;
import static dev.ariadne.harness.generator.Generators.backOff;
import static dev.ariadne.harness.generator.Generators.clients;
import static dev.ariadne.harness.generator.Generators.concat;
import static dev.ariadne.harness.generator.Generators.delay;
import static dev.ariadne.harness.generator.Generators.eachThread;
import static dev.ariadne.harness.generator.Generators.followingIfAnswered;
import static dev.ariadne.harness.generator.Generators.keysConcurrently;
import static dev.ariadne.harness.generator.Generators.keysInTurn;
import static dev.ariadne.harness.generator.Generators.keysMixed;
import static dev.ariadne.harness.generator.Generators.limit;
import static dev.ariadne.harness.generator.Generators.log;
import static dev.ariadne.harness.generator.Generators.mix;
import static dev.ariadne.harness.generator.Generators.nemesis;
import static dev.ariadne.harness.generator.Generators.nothing;
import static dev.ariadne.harness.generator.Generators.onUpdate;
import static dev.ariadne.harness.generator.Generators.once;
import static dev.ariadne.harness.generator.Generators.phases;
import static dev.ariadne.harness.generator.Generators.repeat;
import static dev.ariadne.harness.generator.Generators.reserve;
import static dev.ariadne.harness.generator.Generators.sleep;
import static dev.ariadne.harness.generator.Generators.stagger;
import static dev.ariadne.harness.generator.Generators.synchronize;
import static dev.ariadne.harness.generator.Generators.timeLimit;
import static dev.ariadne.harness.generator.Generators.unlessAnsweredWithin;
import static dev.ariadne.harness.generator.Generators.until;
import static dev.ariadne.harness.generator.Generators.untilOk;
import static dev.ariadne.harness.generator.Generators.untilSilent;
import static dev.ariadne.harness.generator.Simulation.MS;
import static dev.ariadne.harness.generator.Simulation.perfect;
import static dev.ariadne.harness.generator.Simulation.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.interpreter.Interpreter.Ending;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GeneratorsTest {

  private static Generator ops(String f) {
    return repeat(f, (context, worker, turn) -> new Invocation(worker, f, turn));
  }

  @Test
  void anEmptyGeneratorEndsAtOnce() {
    assertThat(perfect(3, nothing()).ended(Ending.EXHAUSTED).history).isEmpty();
  }

  @Test
  void aLimitCountsOperations() {
    assertThat(perfect(3, clients(limit(7, ops("a")))).fs()).hasSize(7).containsOnly("a");
  }

  @Test
  void onceIsOnce() {
    assertThat(quick(2, clients(once("x", "x", null))).fs()).containsExactly("x");
  }

  @Test
  void aTimeLimitCountsFromTheFirstQuestion() {
    Simulation run = perfect(1, clients(concat(sleep(100 * MS), timeLimit(35 * MS, ops("a")))));
    assertThat(run.timesMs()).containsExactly(100L, 110L, 120L, 130L);
  }

  @Test
  void aTimeLimitEndsAGeneratorThatOnlyWaits() {
    Simulation run =
        perfect(1, clients(concat(timeLimit(35 * MS, sleep(1000 * MS)), limit(1, ops("a")))));
    assertThat(run.timesMs()).containsExactly(35L);
  }

  @Test
  void aWorkerThatFailsAgainAndAgainRestsLongerAndLongerUpToASecond() {
    Generator failing = backOff(op -> false, ops("a"));
    Simulation run =
        Simulation.run(
            clients(timeLimit(10_000 * MS, failing)), 1, Simulation.Latencies.REFUSED, 1);
    List<Long> times = run.timesMs();
    assertThat(times.subList(0, Timing.BackOff.FAILURES_FREE)).containsOnly(0L);
    assertThat(times.subList(Timing.BackOff.FAILURES_FREE, 18))
        .containsExactly(10L, 30L, 70L, 150L, 310L, 630L, 1270L, 2270L);
    assertThat(times).endsWith(9270L).hasSize(25);
  }

  @Test
  void whoeverIsAnsweredDoesNotRest() {
    Generator refused = limit(100, backOff(op -> true, ops("a")));
    Simulation run = Simulation.run(clients(refused), 2, Simulation.Latencies.REFUSED, 1);
    assertThat(run.timesMs()).hasSize(100).containsOnly(0L);
    assertThat(quick(2, clients(limit(100, backOff(op -> false, ops("a"))))).timesMs())
        .hasSize(100)
        .containsOnly(0L);
  }

  @Test
  void whatIsSilentForTooLongEndsWithANote() {
    Generator refused = delay(10 * MS, ops("a"));
    Simulation run =
        Simulation.run(
            clients(untilSilent(95 * MS, "silent", refused)), 1, Simulation.Latencies.REFUSED, 1);
    assertThat(run.timesMs()).hasSize(10);
    assertThat(run.notes).containsExactly("silent");
    Generator answered = timeLimit(200 * MS, untilSilent(95 * MS, "silent", ops("a")));
    assertThat(perfect(1, clients(answered)).notes).isEmpty();
  }

  @Test
  void onlyTheFirstAnswerIsWaitedFor() {
    Generator first = concat(limit(1, ops("a")), sleep(500 * MS), limit(1, ops("b")));
    assertThat(perfect(1, clients(unlessAnsweredWithin(95 * MS, "none", first))).fs())
        .containsExactly("a", "b");
    Simulation never =
        Simulation.run(
            clients(unlessAnsweredWithin(95 * MS, "none", first)),
            1,
            Simulation.Latencies.REFUSED,
            1);
    assertThat(never.fs()).containsExactly("a");
    assertThat(never.notes).containsExactly("none");
  }

  @Test
  void aSystemThatNeverAnswersIsAskedNothingMore() {
    Generator work = followingIfAnswered(limit(3, ops("a")), keys -> limit(1, ops("b")));
    assertThat(perfect(1, clients(work)).fs()).endsWith("b");
    assertThat(Simulation.run(clients(work), 1, Simulation.Latencies.REFUSED, 1).fs())
        .containsOnly("a");
    assertThat(perfect(1, clients(followingIfAnswered(nothing(), keys -> limit(1, ops("b"))))).fs())
        .containsExactly("b");
  }

  @Test
  void aDelayKeepsOperationsApart() {
    Simulation run = quick(3, clients(limit(4, delay(50 * MS, ops("a")))));
    assertThat(run.timesMs()).containsExactly(0L, 50L, 100L, 150L);
  }

  @Test
  void aStaggerKeepsToItsAverage() {
    Simulation run = quick(5, clients(limit(2_000, stagger("s", 10 * MS, ops("a")))));
    long last = run.timesMs().get(1_999);
    assertThat(last).isBetween(19_000L, 21_000L);
    assertThat(new HashSet<>(run.timesMs())).hasSizeGreaterThan(500);
  }

  @Test
  void aStaggerDoesNotCatchUpWithABurst() {
    // One client that is busy for 10 ms at a time cannot keep to 1 ms, and owes nothing later.
    Simulation run = perfect(1, clients(limit(50, stagger("s", MS, ops("a")))));
    for (int i = 1; i < 50; i++) {
      assertThat(run.timesMs().get(i) - run.timesMs().get(i - 1)).isBetween(10L, 12L);
    }
  }

  @Test
  void aMixTakesAllParts() {
    Simulation run = quick(2, clients(limit(300, mix("m", List.of(ops("a"), ops("b"), ops("c"))))));
    for (String f : List.of("a", "b", "c")) {
      assertThat(Collections.frequency(run.fs(), f)).isBetween(70, 130);
    }
  }

  @Test
  void aMixGoesOnWithoutExhaustedParts() {
    Simulation run =
        quick(2, clients(mix("m", List.of(limit(2, ops("a")), nothing(), limit(3, ops("b"))))));
    assertThat(run.fs()).containsExactlyInAnyOrder("a", "a", "b", "b", "b");
  }

  @Test
  void concatDoesNotWaitForWhatIsUnderWay() {
    Simulation run = perfect(2, clients(concat(limit(1, ops("a")), limit(1, ops("b")))));
    assertThat(run.timesMs()).containsExactly(0L, 0L);
  }

  @Test
  void phasesWaitForWhatIsUnderWay() {
    Simulation run = perfect(2, clients(phases(limit(1, ops("a")), limit(1, ops("b")))));
    assertThat(run.timesMs()).containsExactly(0L, 10L);
  }

  @Test
  void aBarrierWaitsForAll() {
    Simulation run =
        perfect(
            3, clients(concat(limit(2, delay(7 * MS, ops("a"))), synchronize(limit(1, ops("b"))))));
    assertThat(run.timesMs()).containsExactly(0L, 7L, 17L);
  }

  @Test
  void reservedWorkersServeOnlyTheirGenerator() {
    Simulation run =
        perfect(
            5,
            clients(
                timeLimit(100 * MS, reserve().and(2, ops("a")).and(1, ops("b")).rest(ops("c")))));
    Set<String> who =
        run.begun().stream().map(op -> op.f() + op.process()).collect(Collectors.toSet());
    assertThat(who).containsExactlyInAnyOrder("a0", "a1", "b2", "c3", "c4");
  }

  @Test
  void eachThreadHasItsOwnCopy() {
    Simulation run = perfect(3, clients(eachThread(limit(2, ops("a")))));
    List<String> who = run.begun().stream().map(op -> op.process().toString()).toList();
    assertThat(who).containsExactlyInAnyOrder("0", "0", "1", "1", "2", "2");
  }

  @Test
  void theNemesisHasAGeneratorOfItsOwn() {
    Simulation run =
        perfect(2, any(nemesis(limit(2, ops("kill"))), clients(limit(4, ops("read")))));
    assertThat(run.fs()).containsExactly("read", "read", "read", "read");
    assertThat(run.nemesisFs()).containsExactly("kill", "kill", "kill", "kill");
  }

  @Test
  void anyStarvesNobody() {
    Simulation run = quick(1, clients(limit(10, any(ops("a"), ops("b")))));
    assertThat(Collections.frequency(run.fs(), "a")).isEqualTo(5);
  }

  @Test
  void anyWaitsForTheSoonest() {
    Simulation run =
        quick(
            1,
            clients(
                any(
                    concat(sleep(30 * MS), limit(1, ops("a"))),
                    concat(sleep(10 * MS), limit(1, ops("b"))))));
    assertThat(run.fs()).containsExactly("b", "a");
    assertThat(run.timesMs()).containsExactly(10L, 30L);
  }

  @Test
  void keysInTurnFinishOneKeyAfterTheOther() {
    Simulation run = perfect(2, clients(keysInTurn(List.of("x", "y"), key -> limit(2, ops("a")))));
    assertThat(run.begun().stream().map(Op::value))
        .containsExactly(List.of("x", 0L), List.of("x", 1L), List.of("y", 0L), List.of("y", 1L));
  }

  @Test
  void keysMixedTouchAllKeys() {
    Simulation run =
        quick(2, clients(limit(100, keysMixed("k", List.of(1L, 2L, 3L), key -> ops("a")))));
    assertThat(run.begun().stream().<Object>map(op -> ((List<?>) op.value()).get(0)).distinct())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void concurrentKeysHaveAGroupOfWorkersEach() {
    Simulation run =
        perfect(4, clients(keysConcurrently(2, List.of("x", "y", "z"), key -> limit(4, ops("a")))));
    Set<String> firstKeys =
        run.begun().stream()
            .filter(op -> op.time() == 0)
            .map(op -> op.process() + " " + ((List<?>) op.value()).get(0))
            .collect(Collectors.toSet());
    assertThat(firstKeys).containsExactlyInAnyOrder("0 x", "1 x", "2 y", "3 y");
    assertThat(run.begun()).hasSize(12);
  }

  @Test
  void aKeysGeneratorHearsOfItsKeyOnlyAndUnwrapped() {
    Generator untilTwo =
        keysMixed(
            "k",
            List.of("x", "y"),
            key -> until(op -> op.type() == Op.Type.OK && op.value().equals(2L), ops("a")));
    Simulation run = quick(1, clients(untilTwo));
    assertThat(run.begun().stream().map(Op::value))
        .containsExactlyInAnyOrder(
            List.of("x", 0L),
            List.of("x", 1L),
            List.of("x", 2L),
            List.of("y", 0L),
            List.of("y", 1L),
            List.of("y", 2L));
  }

  @Test
  void onUpdateSeesBeginningsAndCompletions() {
    Generator counting =
        onUpdate(
            (generator, context, event) ->
                event.type() == Op.Type.OK && event.value().equals(1L) ? nothing() : generator,
            ops("a"));
    assertThat(quick(1, clients(counting)).fs()).hasSize(2);
  }

  @Test
  void untilOkTriesAgainAndThenStops() {
    Generator generator = clients(untilOk("u", 5 * MS, "read", null));
    for (long seed = 0; seed < 20; seed++) {
      Simulation run = Simulation.run(generator, 3, Simulation.Latencies.IMPERFECT, seed);
      List<Op> completions =
          run.history.stream().filter(op -> op.type() != Op.Type.INVOKE).toList();
      assertThat(completions).last().extracting(Op::type).isEqualTo(Op.Type.OK);
      assertThat(completions.subList(0, completions.size() - 1))
          .allSatisfy(op -> assertThat(op.type()).isNotEqualTo(Op.Type.OK));
    }
  }

  @Test
  void notesComeInOrder() {
    Simulation run = perfect(1, phases(log("begin"), clients(limit(1, ops("a"))), log("end")));
    assertThat(run.notes).containsExactly("begin", "end");
    assertThat(run.fs()).containsExactly("a");
  }

  @Test
  void aGeneratorThatWaitsForWhatCannotComeIsStuck() {
    Generator waits =
        new Generator() {
          @Override
          public NextOperation next(Context context) {
            return new NextOperation.Pending(NextOperation.EVENT, this);
          }
        };
    perfect(1, waits).ended(Ending.STUCK);
  }
}
