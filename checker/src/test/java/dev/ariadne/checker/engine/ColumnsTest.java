package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.ColumnsChecker;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.unique.Columns;
import dev.ariadne.checker.unique.Decision;
import dev.ariadne.checker.unique.RegisterLoad;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private static final Register REGISTER = Register.withCas(RegisterLoad.INITIAL);

  @Test
  void aStaleReadIsToldByAFewOperations() {
    Columns columns = new Columns(4);
    columns.ok(columns.write(1, 7));
    columns.ok(columns.write(2, 9));
    columns.ok(columns.read(3), 7);

    assertThat(columns.decide(0))
        .isInstanceOfSatisfying(
            Decision.Refuted.class, no -> assertThat(no.evidence()).containsExactly(0, 1, 2));
  }

  @Test
  void aFailedComparisonNeedsAMomentWhenTheValueWasAnother() {
    Columns columns = new Columns(4);
    columns.ok(columns.write(1, 7));
    columns.mismatch(columns.cas(2, 7, 8));
    columns.ok(columns.read(1), 7);

    assertThat(columns.decide(0))
        .isInstanceOfSatisfying(
            Decision.Refuted.class, no -> assertThat(no.evidence()).containsExactly(0, 1, 2));
  }

  @Test
  void anUnknownWriteThatNobodySawMayBeThatMoment() {
    Columns columns = new Columns(4);
    columns.ok(columns.write(1, 7));
    columns.write(3, 9);
    columns.mismatch(columns.cas(2, 7, 8));

    isOrdered(columns, 0, 1, 2);
  }

  @Test
  void anUnknownCompareAndSetHappenedIfWhatItWroteWasSeen() {
    Columns columns = new Columns(4);
    columns.cas(1, 0, 7);
    columns.ok(columns.read(2), 7);

    isOrdered(columns, 0, 1);
  }

  @Test
  void twoCannotSwapTheSameValueAway() {
    Columns columns = new Columns(4);
    columns.ok(columns.cas(1, 0, 7));
    columns.ok(columns.cas(1, 0, 8));

    assertThat(columns.decide(0)).isInstanceOf(Decision.Refuted.class);
  }

  @Test
  void whatIsNotUniqueGoesToTheGeneralEngine() {
    Columns columns = new Columns(4);
    columns.ok(columns.write(1, 7));
    columns.ok(columns.write(2, 7));
    int late = columns.read(3);

    assertThat(columns.decide(0)).isInstanceOf(Decision.Open.class);
    assertThat(ColumnsChecker.check(columns, 0, Budget.standard()))
        .isInstanceOf(Decision.Ordered.class);
    columns.ok(late, 8);
    assertThat(ColumnsChecker.check(columns, 0, Budget.standard()))
        .isInstanceOf(Decision.Refuted.class);
    assertThat(ColumnsChecker.check(columns, 0, Budget.of(2, 1 << 20)))
        .isInstanceOf(Decision.Open.class);
  }

  @Test
  void columnsAgreeWithBruteForce() {
    SplittableRandom random = new SplittableRandom(1);
    int linearizable = 0;
    int histories = 10_000;
    for (int i = 0; i < histories; i++) {
      Columns columns = RegisterLoad.columns(small(random));
      for (int times = random.nextInt(12); times > 0; times--) {
        columns = damaged(random, columns);
      }

      boolean expected = BruteForce.linearizable(REGISTER, ColumnsChecker.operations(columns));

      assertThat(ColumnsChecker.check(columns, 0, Budget.standard()) instanceof Decision.Ordered)
          .as("history %d", i)
          .isEqualTo(expected);
      linearizable += expected ? 1 : 0;
    }
    assertThat(linearizable).isBetween(histories / 4, histories * 95 / 100);
  }

  private static RegisterLoad.LoadPlan small(SplittableRandom random) {
    return new RegisterLoad.LoadPlan(
        random.nextLong(),
        3 + random.nextInt(6),
        2 + random.nextInt(3),
        50,
        200,
        50,
        0,
        random.nextBoolean());
  }

  /** Another history with the same events, one of whose reads may answer what another read. */
  private static Columns damaged(SplittableRandom random, Columns columns) {
    int from = random.nextInt(columns.size());
    int to = random.nextInt(columns.size());
    boolean swap =
        columns.kind(from) == Columns.READ
            && columns.kind(to) == Columns.READ
            && columns.ret(to) != Columns.NEVER
            && columns.ret(from) != Columns.NEVER;
    if (!swap) {
      return columns;
    }
    Columns copy = new Columns(columns.size());
    int events = 0;
    for (int o = 0; o < columns.size(); o++) {
      events = Math.max(events, columns.call(o) + 1);
      events = columns.ret(o) == Columns.NEVER ? events : Math.max(events, columns.ret(o) + 1);
    }
    for (int at = 0; at < events; at++) {
      for (int o = 0; o < columns.size(); o++) {
        if (columns.call(o) == at) {
          invoke(copy, columns, o);
        } else if (columns.ret(o) == at) {
          complete(copy, columns, o, o == to ? columns.value(from) : columns.value(o));
        }
      }
    }
    return copy;
  }

  private static void invoke(Columns copy, Columns columns, int o) {
    int by = columns.process(o);
    switch (columns.kind(o)) {
      case Columns.READ -> copy.read(by);
      case Columns.WRITE -> copy.write(by, columns.value(o));
      default -> copy.cas(by, columns.expected(o), columns.value(o));
    }
  }

  private static void complete(Columns copy, Columns columns, int o, long read) {
    switch (columns.kind(o)) {
      case Columns.READ -> copy.ok(o, read);
      case Columns.CAS_MISMATCH -> copy.mismatch(o);
      case Columns.IGNORED -> copy.failed(o);
      default -> copy.ok(o);
    }
  }

  private static void isOrdered(Columns columns, int... operations) {
    assertThat(columns.decide(0))
        .isInstanceOfSatisfying(
            Decision.Ordered.class,
            ordered -> assertThat(ordered.operations()).containsExactly(operations));
  }
}
