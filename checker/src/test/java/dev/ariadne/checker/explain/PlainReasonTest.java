package dev.ariadne.checker.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.HistoryLines;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.explain.Counterexample.ViolationKind;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryBuilder;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.model.Counter;
import dev.ariadne.checker.model.FifoQueue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.SetModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with sets, counters and queues is said without search, whatever their size. */
class PlainReasonTest {

  private static final Model<Object> SET = new SetModel(true);
  private static final Model<Object> COUNTER = new Counter(0L);
  private static final Model<Object> QUEUE = new FifoQueue();

  private static final long EXPLANATION_STEPS = 100_000;

  @ParameterizedTest
  @ValueSource(ints = {16, 100, 1000, 10_000})
  void anElementThatIsMissingIsNamedWithTheReadThatLacksIt(int size) throws HistoryException {
    HistoryBuilder history = new HistoryBuilder();
    List<Object> seen = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      history.invoke(i % 5, "add", i).ok(i % 5, i);
      if (i != 3) {
        seen.add(i);
      }
    }
    history.invoke(0, "read", null).ok(0, seen);

    Counterexample why = why(SET, history.build());

    assertThat(why.kind()).isEqualTo(ViolationKind.LOST);
    assertThat(why.sentence())
        .startsWith("read of [0 1 2 4 5")
        .endsWith(
            " lacks 3: add of 3 by process 3 (entry 7) was acknowledged before the read began");
    assertThat(why.evidence()).hasSize(2);
    assertThat(why.minimal()).isTrue();
    assertThat(why.shortest()).isTrue();
    assertThat(CounterexampleText.render(why).lines()).allMatch(line -> line.length() <= 420);
    assertThat(CounterexampleJson.render(why).length()).isLessThan(300_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 1000, 10_000})
  void aSumThatIsTooSmallIsNamedWithTheOneThatIsDue(int size) throws HistoryException {
    HistoryBuilder history = new HistoryBuilder();
    long sum = 0;
    for (long i = 1; i <= size; i++) {
      history.invoke(i % 5, "add", i).ok(i % 5, i);
      sum += i;
    }
    history.invoke(7, "read", null).ok(7, sum - 2);

    Counterexample why = why(COUNTER, history.build());

    assertThat(why.kind()).isEqualTo(ViolationKind.WRONG_SUM);
    assertThat(why.sentence())
        .isEqualTo(
            "read of %d by process 7 (entry %d) returned %d, but the adds that ended before it give %d"
                .formatted(sum - 2, 2 * size + 1, sum - 2, sum));
    assertThat(why.evidence())
        .extracting(Counterexample.Fact::text)
        .contains("add of 2 by process 2 (entry 3)");
    if (size == 20) {
      assertThat(why.evidence()).hasSize(2);
      assertThat(why.minimal()).isTrue();
    }
  }

  @Test
  void aSumIsARangeWhereAdditionsAreConcurrentOrUnknown() throws HistoryException {
    Counterexample why =
        why(
            COUNTER,
            HistoryLines.history(
                "invoke 0 add 10; ok 0 add 10; invoke 1 add 5; info 1 add 5; invoke 2 add 2;"
                    + "invoke 3 read nil; ok 3 read 18; ok 2 add 2"));

    assertThat(why.sentence())
        .isEqualTo(
            "read of 18 by process 3 (index 6) returned 18, but the adds that ended before it give"
                + " 10; with concurrent adds the value is from 10 to 17");
  }

  @Test
  void aSumThatNothingGivesIsToldFromOneThatIsOutOfRange() throws HistoryException {
    assertThat(
            why(
                    COUNTER,
                    HistoryLines.history(
                        "invoke 1 add 5; info 1 add 5; invoke 2 add 3; info 2 add 3;"
                            + "invoke 3 read nil; ok 3 read 4"))
                .sentence())
        .endsWith("from 0 to 8, but no sum of these adds gives 4");
  }

  @Test
  void whatNothingAddedOrWasRemovedForGoodIsNamed() throws HistoryException {
    assertThat(why(SET, HistoryLines.history("invoke 0 read nil; ok 0 read [7]; invoke 0 add 7")))
        .satisfies(
            why -> {
              assertThat(why.kind()).isEqualTo(ViolationKind.NEVER_WRITTEN);
              assertThat(why.sentence()).contains("shows 7, but no operation adds 7");
            });
    assertThat(
            why(
                    SET,
                    HistoryLines.history(
                        "invoke 0 add 7; ok 0 add 7; invoke 0 remove 7; ok 0 remove 7;"
                            + "invoke 0 read nil; ok 0 read [7]"))
                .sentence())
        .isEqualTo(
            "read of [7] by process 0 (index 5) shows 7, which had been removed: remove of 7 by"
                + " process 0 (index 3) was acknowledged before the read began; nothing added 7"
                + " again");
    assertThat(
            why(
                    SET,
                    HistoryLines.history(
                        "invoke 0 add 7; fail 0 add 7; invoke 0 read nil; ok 0 read [7]"))
                .sentence())
        .contains("only add of 7 by process 0 (index 1, failed) adds 7, and it failed");
  }

  @Test
  void whatWasTakenTwiceOrNeverEnqueuedIsNamed() throws HistoryException {
    assertThat(
            why(
                QUEUE,
                HistoryLines.history(
                    "invoke 0 enqueue 1; ok 0 enqueue 1; invoke 0 dequeue nil; ok 0 dequeue 1;"
                        + "invoke 1 dequeue nil; ok 1 dequeue 1")))
        .satisfies(
            why -> {
              assertThat(why.kind()).isEqualTo(ViolationKind.DUPLICATED);
              assertThat(why.sentence())
                  .isEqualTo(
                      "1 was enqueued once but dequeued 2 times: by dequeue of 1 by process 0"
                          + " (index 3) and dequeue of 1 by process 1 (index 5)");
            });
    assertThat(why(QUEUE, HistoryLines.history("invoke 0 dequeue nil; ok 0 dequeue 9")).sentence())
        .isEqualTo(
            "dequeue of 9 by process 0 (index 1) took an element that nobody had enqueued: when it"
                + " ended, no operation that enqueues 9 had begun");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000, 5000})
  void anElementThatStayedBehindIsNamedAmongMany(int size) throws HistoryException {
    HistoryBuilder history = new HistoryBuilder();
    for (long i = 0; i < size; i++) {
      history.invoke(i % 5, "enqueue", i).ok(i % 5, i);
    }
    for (long i = 0; i < size; i++) {
      if (i != 4) {
        history.invoke(i % 5, "dequeue", null).ok(i % 5, i);
      }
    }

    Counterexample why = why(QUEUE, history.build());

    assertThat(why.kind()).isEqualTo(ViolationKind.LOST);
    assertThat(why.sentence())
        .contains(
            " took the later of two elements first: enqueue of 4 by process 4 (entry 9) was"
                + " acknowledged before enqueue of 5")
        .endsWith("; 4 was not dequeued");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20})
  void concurrentHistoriesOfAThousandElementsAreDecided(int clients) throws HistoryException {
    for (boolean bad : List.of(false, true)) {
      assertThat(Checker.check(QUEUE, queue(clients, bad), Budget.standard()).word())
          .isEqualTo(bad ? "invalid" : "valid");
      assertThat(Checker.check(COUNTER, counter(clients, bad), Budget.standard()).word())
          .isEqualTo(bad ? "invalid" : "valid");
      assertThat(Checker.check(SET, set(clients, bad), Budget.standard()).word())
          .isEqualTo(bad ? "invalid" : "valid");
    }
  }

  /** All clients begin, then all have their effect in random order, then all end; and again. */
  private static History queue(int clients, boolean bad) throws HistoryException {
    Random random = new Random(5);
    HistoryBuilder history = new HistoryBuilder();
    ArrayDeque<Long> queue = new ArrayDeque<>();
    long next = 0;
    for (int round = 0; round < 2000 / clients; round++) {
      List<Long> order = processes(clients, random);
      List<Boolean> enqueues = new ArrayList<>();
      for (long process = 0; process < clients; process++) {
        boolean enqueue = queue.size() < clients || random.nextBoolean();
        enqueues.add(enqueue);
        history.invoke(process, enqueue ? "enqueue" : "dequeue", enqueue ? next + process : null);
      }
      List<Object> answers = new ArrayList<>(Collections.nCopies(clients, null));
      for (long process : order) {
        if (enqueues.get((int) process)) {
          queue.add(next + process);
          answers.set((int) process, next + process);
        } else {
          answers.set((int) process, queue.poll());
        }
      }
      next += clients;
      for (long process : processes(clients, random)) {
        history.ok(process, answers.get((int) process));
      }
    }
    if (bad) {
      queue.poll(); // Lost.
    }
    while (!queue.isEmpty()) {
      history.invoke(0, "dequeue", null).ok(0, queue.poll());
    }
    return history.build();
  }

  private static List<Long> processes(int clients, Random random) {
    List<Long> order = new ArrayList<>();
    for (long process = 0; process < clients; process++) {
      order.add(process);
    }
    Collections.shuffle(order, random);
    return order;
  }

  private static History counter(int clients, boolean bad) throws HistoryException {
    Random random = new Random(5);
    HistoryBuilder history = new HistoryBuilder();
    long sum = 0;
    long free = clients;
    for (int round = 0; round < 1000 / clients; round++) {
      List<Boolean> reads = new ArrayList<>();
      for (long process = 0; process < clients; process++) {
        reads.add(random.nextInt(4) == 0);
        history.invoke(process, reads.getLast() ? "read" : "add", reads.getLast() ? null : 1L);
      }
      history.invoke(free, "add", 1L).info(free++);
      List<Object> answers = new ArrayList<>(Collections.nCopies(clients, 1L));
      for (long process : processes(clients, random)) {
        if (reads.get((int) process)) {
          answers.set((int) process, sum);
        } else {
          sum++;
        }
      }
      for (long process : processes(clients, random)) {
        history.ok(process, answers.get((int) process));
      }
    }
    history.invoke(0, "read", null).ok(0, bad ? sum - 1 : sum);
    return history.build();
  }

  private static History set(int clients, boolean bad) throws HistoryException {
    Random random = new Random(5);
    HistoryBuilder history = new HistoryBuilder();
    List<Object> elements = new ArrayList<>();
    long free = clients;
    for (int round = 0; round < 1000 / clients; round++) {
      List<Boolean> reads = new ArrayList<>();
      for (long process = 0; process < clients; process++) {
        reads.add(random.nextInt(10) == 0);
        long element = round * 100L + process;
        history.invoke(process, reads.getLast() ? "read" : "add", reads.getLast() ? null : element);
      }
      history.invoke(free, "add", -free).info(free++);
      List<Object> answers = new ArrayList<>(Collections.nCopies(clients, null));
      for (long process : processes(clients, random)) {
        if (reads.get((int) process)) {
          answers.set((int) process, List.copyOf(elements));
        } else {
          elements.add(round * 100L + process);
        }
      }
      for (long process : processes(clients, random)) {
        history.ok(process, answers.get((int) process));
      }
    }
    if (bad) {
      elements.remove(elements.size() / 2);
    }
    history.invoke(0, "read", null).ok(0, elements);
    return history.build();
  }

  @Test
  void anExplanationKeepsItsBoundAndSaysWhatIsNotMinimal() throws HistoryException {
    HistoryBuilder history = new HistoryBuilder();
    for (long i = 0; i < 12; i++) {
      history.invoke(i, "add", i % 4);
    }
    for (long i = 0; i < 12; i++) {
      history.ok(i, i % 4);
    }
    history.invoke(20, "remove", 1L).invoke(21, "read", null).ok(21, List.of(0L, 2L, 3L));
    history.invoke(22, "read", null).ok(22, List.of(0L, 1L, 2L, 3L));
    History all = history.build();

    for (long stepsMax : new long[] {0, 100, 5000}) {
      Explainer explainer =
          new Explainer(SET, Optional.empty(), all.operations(), 1 << 28, () -> false);
      List<Long> progress = new ArrayList<>();
      Counterexample why = explainer.explain(stepsMax, progress::add);

      assertThat(explainer.steps()).isLessThanOrEqualTo(stepsMax);
      assertThat(progress).isSorted().allMatch(steps -> steps <= stepsMax);
      if (stepsMax == 0) {
        assertThat(why.minimal()).isFalse();
        assertThat(CounterexampleText.render(why)).contains(" (the list may not be minimal):");
      }
    }
  }

  private static Counterexample why(Model<Object> model, History history) throws HistoryException {
    Verdict verdict =
        Checker.check(model, history, Budget.standard().explaining(EXPLANATION_STEPS));
    assertThat(verdict).isInstanceOf(Verdict.NotLinearizable.class);
    return ((Verdict.NotLinearizable) verdict).counterexample();
  }
}
