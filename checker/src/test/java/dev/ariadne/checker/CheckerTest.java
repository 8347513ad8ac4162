package dev.ariadne.checker;

import static dev.ariadne.checker.HistoryLines.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.model.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {

  private static final Budget BUDGET = Budget.standard();

  /** All that a user has to write for a model of his own. */
  private static final Model<Boolean> MUTEX =
      new Model<>() {
        @Override
        public Boolean initial() {
          return false;
        }

        @Override
        public Step<Boolean> step(Boolean held, Input input, Output output) {
          boolean acquire = input.f().equals("acquire");
          return held == acquire ? Step.refused("held: %s", held) : Step.to(acquire);
        }
      };

  @Test
  void aModelOfAUsersOwnIsChecked() throws HistoryException {
    String one = "invoke 0 acquire nil; ok 0 acquire nil; invoke 1 acquire nil;";

    assertThat(Checker.check(MUTEX, history(one + "invoke 0 release nil"), BUDGET))
        .isInstanceOf(Verdict.Linearizable.class);
    assertThat(Checker.check(MUTEX, history(one + "ok 1 acquire nil"), BUDGET))
        .isInstanceOfSatisfying(
            Verdict.NotLinearizable.class,
            no -> assertThat(no.counterexample().pending().get(0).why()).isEqualTo("held: true"));
  }

  @Test
  void anEmptyHistoryIsLinearizable() throws HistoryException {
    assertThat(Checker.check(MUTEX, History.of(List.of()), BUDGET))
        .isEqualTo(new Verdict.Linearizable(new Verdict.Witness(List.of())));
  }

  @Test
  void keysAreCheckedEachByItselfInTheirOrder() throws HistoryException {
    History history =
        history(
            "invoke 0 write [10 1]; ok 0 write [10 1]; invoke 0 read [9 nil]; ok 0 read [9"
                + " 7];invoke 0 read [10 nil]; ok 0 read [10 1]; invoke 0 read [1 nil]; ok 0 read"
                + " [1 2]");
    Model<Object> model = Register.withCas(0L).keyed();

    List<KeyVerdict> keys = Checker.checkKeys(model, history, BUDGET);

    assertThat(keys)
        .extracting(KeyVerdict::key)
        .containsExactly(Optional.of(1L), Optional.of(9L), Optional.of(10L));
    assertThat(keys.get(2).verdict()).isInstanceOf(Verdict.Linearizable.class);
    assertThat(Checker.check(model, history, BUDGET)).isEqualTo(keys.get(0).verdict());
  }

  @ParameterizedTest
  @CsvSource({
    // Knossos: a failed operation did not happen, and says nothing more.
    "invoke 0 write 1; fail 0 write 1; invoke 1 read nil; ok 1 read 0, true",
    "invoke 0 write 1; fail 0 write 1; invoke 1 read nil; ok 1 read 1, false",
    "invoke 0 cas [0 1]; fail 0 cas [0 1], true",
    // With its reason, that the comparison failed, it does.
    "invoke 0 cas [0 1]; fail 0 cas [0 1] :cas-mismatch, false",
    "invoke 0 cas [0 1]; fail 0 cas [0 1] :timeout, true",
    "invoke 0 cas [0 1]; info 0 cas [0 1]; invoke 1 read nil; ok 1 read 1, true",
    "invoke 0 cas [0 1]; info 0 cas [0 1]; invoke 1 read nil; ok 1 read 0, true",
    // Who read nil learned nothing.
    "invoke 0 write 1; ok 0 write 1; invoke 1 read nil; ok 1 read nil, true",
    "invoke 0 read nil; info 0 read nil, true",
    "invoke 0 read nil; fail 0 read nil :timed-out, true",
  })
  void outcomesMeanWhatJepsenMeansByThem(String lines, boolean linearizable) throws Exception {
    Verdict verdict = Checker.check(Register.withCas(0L), history(lines), BUDGET);

    assertThat(verdict instanceof Verdict.Linearizable).isEqualTo(linearizable);
  }

  @Test
  void absenceIsAValueLikeAnyOther() throws HistoryException {
    Register register = Register.withCas(SimulatedRun.ABSENT);

    assertThat(
            Checker.check(
                register,
                history(
                    "invoke 0 read nil; ok 0 read :absent; invoke 0 cas [:absent 1];"
                        + "ok 0 cas [:absent 1]; invoke 0 read nil; ok 0 read 1"),
                BUDGET))
        .isInstanceOf(Verdict.Linearizable.class);
    assertThat(
            Checker.check(
                register,
                history("invoke 0 write 1; ok 0 write 1; invoke 0 read nil; ok 0 read :absent"),
                BUDGET))
        .isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void appendsAreSeenInOneOrder() throws HistoryException {
    Model<Object> kv = new KeyValue("").keyed();
    String appends =
        "invoke 0 append [\"k\" \"x\"]; invoke 1 append [\"k\" \"y\"]; ok 0 append [\"k\" \"x\"];"
            + "ok 1 append [\"k\" \"y\"]; invoke 0 get [\"k\" nil]; ok 0 get [\"k\" \"yx\"];";

    assertThat(Checker.check(kv, history(appends), BUDGET))
        .isInstanceOf(Verdict.Linearizable.class);
    assertThat(
            Checker.check(
                kv, history(appends + "invoke 0 get [\"k\" nil]; ok 0 get [\"k\" \"xy\"]"), BUDGET))
        .isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void anOperationThatTheModelDoesNotKnowIsToldWithItsPlace() {
    for (String bad :
        List.of(
            "invoke 0 enqueue 1",
            "invoke 0 cas 7",
            "invoke 0 cas [1 2 3]",
            "invoke 0 write 1; ok 0 write 2")) {
      assertThatThrownBy(() -> Checker.check(Register.withCas(0L), history(bad), BUDGET))
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("index ")
          .hasMessageContaining("expected");
    }
    assertThatThrownBy(
            () -> Checker.check(Register.plain(0L), history("invoke 0 cas [1 2]"), BUDGET))
        .hasMessageContaining("expected :read or :write, found :cas");
    assertThatThrownBy(
            () -> Checker.check(Register.plain(0L).keyed(), history("invoke 0 write 1"), BUDGET))
        .hasMessageContaining("expected [key value]");
  }

  @Test
  void aSpentBudgetSaysWhatIsProved() throws HistoryException {
    History history = SimulatedRun.history(new SimulatedRun.RunPlan(1, 4, 300, 10, 5, 10, 20, 0));

    Verdict verdict =
        Checker.check(
            Register.withCas(SimulatedRun.ABSENT).keyed(), history, Budget.of(400, 1 << 30));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Unknown.class,
            unknown -> {
              assertThat(unknown.why()).startsWith("key ").contains("steps is spent");
              assertThat(unknown.proved().keys()).isEqualTo(4);
              assertThat(unknown.proved().operationsExplained()).isPositive();
            });
  }

  @Test
  void aCancelledCheckIsUnknown() throws HistoryException {
    History history = SimulatedRun.history(new SimulatedRun.RunPlan(1, 1, 3000, 10, 5, 10, 20, 0));

    assertThat(
            Checker.check(
                Register.withCas(SimulatedRun.ABSENT).keyed(),
                history,
                BUDGET.cancelledBy(() -> true)))
        .isInstanceOfSatisfying(
            Verdict.Unknown.class, unknown -> assertThat(unknown.why()).endsWith("cancelled"));
  }

  @Test
  void theSameHistoryGetsTheSameVerdictAndWords() throws HistoryException {
    SimulatedRun.RunPlan plan = new SimulatedRun.RunPlan(3, 4, 200, 10, 0, 20, 20, 5);
    Model<Object> model = Register.withCas(SimulatedRun.ABSENT).keyed();

    assertThat(Checker.checkKeys(model, SimulatedRun.history(plan), BUDGET))
        .isEqualTo(Checker.checkKeys(model, SimulatedRun.history(plan), BUDGET));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws HistoryException {
    History history = SimulatedRun.history(new SimulatedRun.RunPlan(5, 12, 120, 8, 10, 10, 20, 2));
    Model<Object> model = Register.withCas(SimulatedRun.ABSENT).keyed();
    Budget budget = Budget.of(20_000, 1 << 24);

    List<KeyVerdict> alone = Checker.checkKeys(model, history, budget, 1);

    assertThat(Checker.checkKeys(model, history, budget, 7)).isEqualTo(alone);
    assertThat(alone).extracting(key -> key.verdict().getClass()).hasSize(12);
  }

  @Test
  void whatAThreadThrowsIsThrown() {
    assertThatThrownBy(
            () ->
                Workers.run(
                    3,
                    List.of(2, 1, 0),
                    i -> {
                      throw new IllegalStateException("piece " + i);
                    }))
        .hasMessage("piece 0");
  }
}
