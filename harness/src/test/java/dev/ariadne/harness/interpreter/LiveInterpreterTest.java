package dev.ariadne.harness.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.generator.Invocation;
import dev.ariadne.harness.generator.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LiveInterpreterTest {
  private static final long MS = 1_000_000;

  private final List<Op> history = new CopyOnWriteArrayList<>();
  private final LiveInterpreter interpreter =
      new LiveInterpreter(System::nanoTime, 200 * MS, 100 * MS);

  private static Generator ops(int count) {
    return Generators.clients(
        Generators.limit(
            count,
            Generators.repeat("o", (context, worker, turn) -> new Invocation(worker, "f", turn))));
  }

  private InterpreterInput input(
      int concurrency, Generator generator, Function<Worker, Client> clients) {
    return new InterpreterInput(
        generator, concurrency, new SeededChoices(1), clients, op -> op, history::add, note -> {});
  }

  private static Function<Worker, Client> each(Invoke invoke) {
    return worker ->
        new Client() {
          @Override
          public void invoke(Op invocation, Consumer<Op> completion) {
            invoke.invoke(invocation, completion);
          }

          @Override
          public void close() {}
        };
  }

  private interface Invoke {
    void invoke(Op invocation, Consumer<Op> completion);
  }

  private static Op as(Op op, Op.Type type, Object value) {
    return new Op(-1, -1, type, op.process(), op.f(), value, new TreeMap<>());
  }

  @Test
  void whatIsSentIsInTheJournalFirst() {
    List<Boolean> journalled = new CopyOnWriteArrayList<>();
    interpreter.run(
        input(
            4,
            ops(200),
            each(
                (op, completion) -> {
                  journalled.add(history.contains(op));
                  completion.accept(as(op, Op.Type.OK, op.value()));
                })));
    assertThat(journalled).hasSize(200).containsOnly(true);
    assertThat(history).hasSize(400);
  }

  @Test
  void manyThreadsLeaveAHistory() throws Exception {
    interpreter.run(
        input(
            8,
            ops(1_000),
            each(
                (op, completion) -> {
                  long n = (Long) op.value();
                  Op.Type type = List.of(Op.Type.OK, Op.Type.FAIL, Op.Type.INFO).get((int) (n % 3));
                  completion.accept(as(op, type, "something else"));
                })));
    assertThat(History.of(history).operations()).hasSize(1_000);
    assertThat(history.stream().filter(op -> op.type() == Op.Type.FAIL))
        .allSatisfy(op -> assertThat(op.value()).isInstanceOf(Long.class));
    for (int i = 0; i < history.size(); i++) {
      assertThat(history.get(i).index()).isEqualTo(i);
    }
  }

  @Test
  void whatAClientThrowsIsAnUnknownOutcome() {
    interpreter.run(
        input(
            1,
            ops(2),
            each(
                (op, completion) -> {
                  throw new IllegalStateException("broken");
                })));
    assertThat(history.get(1).type()).isEqualTo(Op.Type.INFO);
    assertThat(history.get(1).extra().toString()).contains("broken");
    assertThat(history.get(2).process()).isEqualTo(new Op.Process.Client(1));
  }

  @Test
  void whatCouldNotBeSentHasFailed() {
    interpreter.run(
        input(
            1,
            ops(1),
            worker -> {
              throw new IllegalStateException("no way");
            }));
    assertThat(history.get(1).type()).isEqualTo(Op.Type.FAIL);
  }

  @Test
  void aClientThatNeverAnswersIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Interpreter.Ending ending =
        interpreter.run(
            input(
                2,
                ops(6),
                each(
                    (op, completion) -> {
                      if ((Long) op.value() == 0) {
                        try {
                          never.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                      } else if ((Long) op.value() != 1) {
                        completion.accept(as(op, Op.Type.OK, op.value()));
                      }
                    })));
    assertThat(ending).isEqualTo(Interpreter.Ending.EXHAUSTED);
    List<Op> unknown = history.stream().filter(op -> op.type() == Op.Type.INFO).toList();
    assertThat(unknown).hasSize(2);
    assertThat(unknown)
        .allSatisfy(op -> assertThat(op.extra()).containsEntry("error", new Keyword("no-answer")));
  }

  @Test
  void aSecondAnswerIsNotListenedTo() throws Exception {
    interpreter.run(
        input(
            1,
            ops(50),
            each(
                (op, completion) -> {
                  completion.accept(as(op, Op.Type.OK, op.value()));
                  completion.accept(as(op, Op.Type.FAIL, op.value()));
                })));
    assertThat(history).hasSize(100);
    assertThat(history.stream().filter(op -> op.type() == Op.Type.FAIL)).isEmpty();
    History.of(history);
  }

  @Test
  void anAnswerToSomethingElseSaysNothing() {
    interpreter.run(
        input(
            1,
            ops(1),
            each(
                (op, completion) ->
                    completion.accept(
                        new Op(-1, -1, Op.Type.OK, op.process(), "g", 1L, new TreeMap<>())))));
    assertThat(history.get(1).type()).isEqualTo(Op.Type.INFO);
    assertThat(history.get(1).f()).isEqualTo("f");
  }

  @Test
  void stoppingBeginsNothingMore() {
    Interpreter.Ending ending =
        interpreter.run(
            input(
                2,
                ops(Integer.MAX_VALUE),
                each(
                    (op, completion) -> {
                      if ((Long) op.value() == 100) {
                        interpreter.stop();
                      }
                      completion.accept(as(op, Op.Type.OK, op.value()));
                    })));
    assertThat(ending).isEqualTo(Interpreter.Ending.STOPPED);
    assertThat(history.size()).isBetween(200, 400);
  }

  @Test
  void stoppingDoesNotWaitForEverForWhatIsUnderWay() {
    LiveInterpreter patient =
        new LiveInterpreter(System::nanoTime, TimeUnit.HOURS.toNanos(1), 50 * MS);
    Interpreter.Ending ending =
        patient.run(input(1, ops(1), each((op, completion) -> patient.stop())));
    assertThat(ending).isEqualTo(Interpreter.Ending.STOPPED);
  }

  @Test
  void aJournalThatCannotBeWrittenEndsTheRun() {
    InterpreterInput broken =
        new InterpreterInput(
            ops(5),
            1,
            new SeededChoices(1),
            each((op, completion) -> completion.accept(as(op, Op.Type.OK, op.value()))),
            op -> op,
            op -> {
              throw new UncheckedIOException(new IOException("disk full"));
            },
            note -> {});
    assertThatThrownBy(() -> interpreter.run(broken)).hasMessageContaining("disk full");
  }

  @Test
  void aBrokenInvariantInAClientEndsTheRun() {
    InterpreterInput broken =
        input(
            1,
            ops(5),
            each(
                (op, completion) -> {
                  throw new AssertionError("a bug");
                }));
    assertThatThrownBy(() -> interpreter.run(broken)).hasMessage("a bug");
  }

  @Test
  void clientsAreOpenedAnewForEachProcessAndAllClosed() {
    List<String> log = new CopyOnWriteArrayList<>();
    interpreter.run(
        input(
            1,
            ops(3),
            worker -> {
              log.add("open");
              return new Client() {
                @Override
                public void invoke(Op op, Consumer<Op> completion) {
                  Op.Type type = (Long) op.value() == 0 ? Op.Type.INFO : Op.Type.OK;
                  completion.accept(as(op, type, op.value()));
                }

                @Override
                public void close() {
                  log.add("close");
                }
              };
            }));
    assertThat(log).containsExactly("open", "close", "open", "close");
  }

  @Test
  void theNemesisKeepsItsName() {
    InterpreterInput input =
        new InterpreterInput(
            Generators.nemesis(
                Generators.limit(
                    2,
                    Generators.repeat(
                        "n", (context, worker, turn) -> new Invocation(worker, "kill", turn)))),
            1,
            new SeededChoices(1),
            each((op, completion) -> {}),
            op -> as(op, Op.Type.INFO, "done"),
            history::add,
            note -> {});
    interpreter.run(input);
    List<Object> values = new ArrayList<>();
    history.forEach(op -> values.add(op.value()));
    assertThat(values).containsExactly(0L, "done", 1L, "done");
    assertThat(history).allSatisfy(op -> assertThat(op.process()).hasToString(":nemesis"));
    assertThat(history).allSatisfy(op -> assertThat(op.type()).isEqualTo(Op.Type.INFO));
  }
}
