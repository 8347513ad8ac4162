package dev.ariadne.checker.engine;

import static dev.ariadne.checker.engine.RegisterOperations.ops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {

  private static final Register REGISTER = Register.withCas(0L);

  @Test
  void nothingIsExplained() {
    assertThat(run(List.of())).isEqualTo(new Outcome.Explained(List.of()));
  }

  @Test
  void anUnknownWriteMayHappenLongAfterItsClientGaveUp() {
    assertThat(run(ops().unknownWrite(7).write(1).read(1).read(7).list()))
        .isInstanceOf(Outcome.Explained.class);
  }

  @Test
  void anUnknownWriteHappensOnce() {
    assertThat(run(ops().unknownWrite(7).read(7).write(1).read(7).list()))
        .isInstanceOf(Outcome.Inexplicable.class);
  }

  @Test
  void anUnknownWriteDoesNotHappenBeforeItIsAskedFor() {
    assertThat(run(ops().read(7).unknownWrite(7).list())).isInstanceOf(Outcome.Inexplicable.class);
  }

  @Test
  void aFailedComparisonSaysThatTheValueWasAnother() {
    assertThat(run(ops().write(1).casFailed(1, 2).list())).isInstanceOf(Outcome.Inexplicable.class);
    assertThat(run(ops().write(1).casFailed(2, 3).list())).isInstanceOf(Outcome.Explained.class);
  }

  @Test
  void anUnknownWriteOfAValueThatNobodySawMayBeWhyAComparisonFailed() {
    assertThat(run(ops().write(1).unknownWrite(9).casFailed(1, 2).list()))
        .isInstanceOf(Outcome.Explained.class);
    assertThat(run(ops().write(1).unknownWrite(9).casFailed(1, 2).read(1).list()))
        .isInstanceOf(Outcome.Inexplicable.class);
  }

  @Test
  void whatHadCertainlyBeenReplacedIsFoundWithoutSearch() {
    Meter meter = new Meter(1_000_000, 1 << 30, () -> false);
    List<Operation> stale = ops().write(1).write(2).write(1).write(3).read(1).list();
    Outcome outcome = Engine.run(REGISTER, stale, meter);

    assertThat(outcome).isInstanceOf(Outcome.Inexplicable.class);
    assertThat(((Outcome.Inexplicable) outcome).evidence())
        .as("the read, both writes of its value, and who replaced them")
        .containsExactly(stale.get(0), stale.get(2), stale.get(3), stale.get(4));
    assertThat(meter.steps()).isEqualTo(stale.size());
  }

  @Test
  void whatSomebodyMayBringBackHasNotCertainlyBeenReplaced() {
    assertThat(hasStaleRead(ops().write(1).write(2).write(1).write(3).read(3).list())).isFalse();
    assertThat(
            hasStaleRead(ops().unknownWrite(1).write(1).write(2).write(3).write(3).read(1).list()))
        .as("an unknown write may happen at any time")
        .isFalse();
    List<Operation> during = ops().write(1).write(2).write(2).read(1).write(2).list();
    Operation read = during.get(3);
    Operation back =
        RegisterOperations.operation(4, "write", 1L, read.call() + 1, read.ret() + 5, ok(1L));
    Operation longer =
        RegisterOperations.operation(3, "read", null, read.call(), read.ret() + 3, ok(1L));
    assertThat(hasStaleRead(List.of(during.get(0), during.get(1), during.get(2), longer))).isTrue();
    assertThat(hasStaleRead(List.of(during.get(0), during.get(1), during.get(2), longer, back)))
        .as("written anew while it was read")
        .isFalse();
  }

  @Test
  void ofOperationsThatAreNotInOrderOfCallItSaysNothing() {
    List<Operation> disordered =
        List.of(
            RegisterOperations.operation(0, "write", 1L, 10, 11, ok(1L)),
            RegisterOperations.operation(1, "read", null, 12, 13, ok(1L)),
            RegisterOperations.operation(2, "write", 2L, 2, 3, ok(2L)),
            RegisterOperations.operation(3, "read", null, 14, 15, ok(1L)));
    assertThat(hasStaleRead(disordered)).isFalse();
  }

  private static boolean hasStaleRead(List<Operation> operations) {
    return StaleReads.find(new OperationTable(REGISTER, operations), meter(1_000_000)) != null;
  }

  @Test
  void whatIsSeenWhileAnotherValueIsCertainlyThereIsAContradictionOfSpans() {
    List<Operation> operations = new ArrayList<>();
    operations.add(RegisterOperations.operation(0, "write", 1L, 0, 100, ok(1L)));
    operations.add(RegisterOperations.operation(1, "write", 2L, 1, 101, ok(2L)));
    operations.add(RegisterOperations.operation(2, "read", null, 10, 20, ok(1L)));
    operations.add(RegisterOperations.operation(3, "read", null, 30, 40, ok(2L)));
    assertThat(intervalsContradict(operations)).as("one after the other").isFalse();

    operations.add(RegisterOperations.operation(4, "read", null, 50, 60, ok(1L)));
    assertThat(intervalsContradict(operations)).as("both writes took all the time").isTrue();
    assertThat(hasStaleRead(operations)).isFalse();

    Operation back =
        RegisterOperations.operation(5, "write", 1L, 2, Operation.NEVER, new Output.Unknown());
    operations.add(2, back);
    assertThat(intervalsContradict(operations)).as("somebody may have written it again").isFalse();
  }

  @Test
  void nobodySeesAnotherValueBeforeTheInitialOneWasSeenLast() {
    List<Operation> operations = new ArrayList<>();
    operations.add(RegisterOperations.operation(0, "write", 1L, 0, 100, ok(1L)));
    operations.add(RegisterOperations.operation(1, "read", null, 10, 20, ok(1L)));
    assertThat(intervalsContradict(operations)).isFalse();
    operations.add(RegisterOperations.operation(2, "read", null, 30, 40, ok(0L)));
    assertThat(intervalsContradict(operations)).isTrue();
  }

  private static boolean intervalsContradict(List<Operation> operations) {
    return ValueIntervals.contradict(new OperationTable(REGISTER, operations), meter(1_000_000));
  }

  @Test
  void hundredsOfUnknownOperationsOnOneKeyAreOrdinary() {
    RegisterOperations ops = ops();
    for (int i = 0; i < 300; i++) {
      ops.unknownWrite(i % 7).unknownCas(i % 5, i % 3);
    }
    for (int i = 0; i < 200; i++) {
      ops.read(i % 7).casFailed(i % 7, 1);
    }

    assertThat(run(ops.list())).isInstanceOf(Outcome.Explained.class);
    assertThat(run(ops.read(8).list())).isInstanceOf(Outcome.Inexplicable.class);
  }

  @Test
  void moreThanSixtyFourOperationsMayBeOpenAtOnce() {
    List<Operation> open = new ArrayList<>();
    int count = 150;
    for (int i = 0; i < count; i++) {
      open.add(
          RegisterOperations.operation(
              i, "write", (long) i % 40, i, 2 * count - i, ok((long) i % 40)));
    }
    int after = 2 * count + 1;
    open.add(RegisterOperations.operation(count, "read", null, after, after + 1, ok(17L)));
    assertThat(run(open)).isInstanceOf(Outcome.Explained.class);

    open.add(RegisterOperations.operation(count + 1, "read", null, after + 2, after + 3, ok(18L)));
    assertThat(run(open)).isInstanceOf(Outcome.Inexplicable.class);
    assertThat(Engine.run(REGISTER, open, meter(1_000_000), Fuzz.SEARCH_REDUCTIONS))
        .as("by a search")
        .isInstanceOf(Outcome.Inexplicable.class);
  }

  @ParameterizedTest
  @EnumSource
  void withManyOpenOperationsEachRuleCanBeSwitchedOff(Reduction reduction) {
    List<Operation> open = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      open.add(RegisterOperations.operation(i, "write", (long) i, i, 200 - i, ok((long) i)));
    }
    open.add(RegisterOperations.operation(70, "read", null, 300, 301, ok(3L)));

    Outcome outcome =
        Engine.run(REGISTER, open, meter(100_000), EnumSet.complementOf(EnumSet.of(reduction)));

    assertThat(outcome).isInstanceOf(Outcome.Explained.class);
  }

  @Test
  void aSpentBudgetIsNoVerdictButSaysWhatIsProved() {
    List<Operation> operations = ops().write(1).read(1).write(2).read(2).list();

    Outcome outcome = Engine.run(REGISTER, operations, meter(1), Collections.emptySet());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.GaveUp.class,
            gaveUp -> {
              assertThat(gaveUp.why()).contains("budget of 1 steps");
              assertThat(gaveUp.proved()).isEqualTo(1);
              assertThat(gaveUp.of()).isEqualTo(4);
            });
  }

  @Test
  void aSpentBudgetOfBytesIsNoVerdict() {
    Meter meter = new Meter(1000, 10, () -> false);

    assertThat(Engine.run(REGISTER, ops().write(1).write(2).list(), meter))
        .isInstanceOfSatisfying(
            Outcome.GaveUp.class, gaveUp -> assertThat(gaveUp.why()).contains("bytes"));
  }

  @Test
  void aSearchCanBeCancelled() {
    RegisterOperations ops = ops();
    for (int i = 0; i < 3000; i++) {
      ops.write(i % 3);
    }

    assertThat(Engine.run(REGISTER, ops.list(), new Meter(1 << 20, 1 << 30, () -> true)))
        .isInstanceOfSatisfying(
            Outcome.GaveUp.class, gaveUp -> assertThat(gaveUp.why()).isEqualTo("cancelled"));
  }

  @Test
  void theSameSearchTakesTheSameSteps() {
    List<Operation> operations = ops().unknownCas(0, 3).unknownWrite(2).read(3).read(2).list();
    Meter first = meter(1000);
    Meter second = meter(1000);

    assertThat(Engine.run(REGISTER, operations, first))
        .isEqualTo(Engine.run(REGISTER, operations, second));
    assertThat(first.steps()).isEqualTo(second.steps()).isPositive();
  }

  @Test
  void aModelThatMisjudgesItsOwnOperationsIsFoundOut() {
    Model<Object> liar =
        new Model<>() {
          @Override
          public Object initial() {
            return 0L;
          }

          @Override
          public Step<Object> step(
              Object state, dev.ariadne.checker.history.Input input, Output output) {
            return Step.to(1L);
          }

          @Override
          public Access<Object> access(dev.ariadne.checker.history.Input input, Output output) {
            return new Access.Observes<>();
          }
        };

    assertThatThrownBy(() -> Engine.run(liar, ops().read(1).list(), meter(10)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aModelThatGivesNoStepGetsNoVerdict() {
    Model<Object> silent =
        new Model<>() {
          @Override
          public Object initial() {
            return 0L;
          }

          @Override
          public Step<Object> step(
              Object state, dev.ariadne.checker.history.Input input, Output output) {
            return null;
          }
        };
    List<Operation> read = ops().read(1).list();

    assertThatThrownBy(() -> Engine.run(silent, read, meter(10)))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> WitnessCheck.check(silent, read, read))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void theReplayRefusesWitnessesThatDoNotHold() {
    List<Operation> two = ops().write(1).read(1).list();
    List<Operation> swapped = List.of(two.get(1), two.get(0));

    assertThatThrownBy(() -> WitnessCheck.check(REGISTER, two, swapped))
        .hasMessageContaining("read returned 1");
    assertThatThrownBy(() -> WitnessCheck.check(REGISTER, two, two.subList(0, 1)))
        .hasMessageContaining("left out");
    assertThatThrownBy(
            () -> WitnessCheck.check(REGISTER, two, List.of(two.get(0), two.get(0), two.get(1))))
        .hasMessageContaining("twice");
    List<Operation> writes = ops().write(1).write(2).list();
    assertThatThrownBy(
            () -> WitnessCheck.check(REGISTER, writes, List.of(writes.get(1), writes.get(0))))
        .hasMessageContaining("began after this one ended");
  }

  private static Output ok(Object value) {
    return new Output.Ok(value);
  }

  private static Outcome run(List<Operation> operations) {
    return Engine.run(REGISTER, operations, meter(1_000_000));
  }

  private static Meter meter(long steps) {
    return new Meter(steps, 1 << 30, () -> false);
  }
}
