package dev.ariadne.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories as large as a test of a cluster makes them. */
class SimulatedRunTest {

  private static final Model<Object> MODEL = Register.withCas(SimulatedRun.ABSENT).keyed();

  /** Steps, not time: what a check costs must not depend on the machine. */
  private static final Budget BUDGET = Budget.of(2_000_000, 1L << 30);

  @ParameterizedTest(name = "{0} values, {1} clients, {2} % unknown")
  @CsvSource({"0, 10, 5", "0, 20, 60", "5, 10, 5", "5, 20, 60", "50, 10, 30"})
  void whatARegisterDidIsLinearizable(int values, int clients, int unknown) throws Exception {
    for (long seed = 0; seed < 2; seed++) {
      History history =
          SimulatedRun.history(
              new SimulatedRun.RunPlan(seed, 8, 1000, clients, values, unknown, 25, 0));

      assertThat(Checker.check(MODEL, history, BUDGET)).isInstanceOf(Verdict.Linearizable.class);
    }
  }

  @ParameterizedTest(name = "{0} clients, {1} % unknown")
  @CsvSource({"10, 5", "20, 5", "10, 60", "20, 60"})
  void staleReadsAreToldWithTheWriteThatTheyMissed(int clients, int unknown) throws Exception {
    for (long seed = 0; seed < 2; seed++) {
      History history =
          SimulatedRun.history(new SimulatedRun.RunPlan(seed, 8, 1000, clients, 0, unknown, 25, 5));

      assertThat(Checker.check(MODEL, history, BUDGET))
          .isInstanceOfSatisfying(
              Verdict.NotLinearizable.class,
              no -> {
                assertThat(no.counterexample().missed()).isPresent();
                assertThat(no.counterexample().sentence())
                    .matches("key \\d: .* by process \\d+ \\(index \\d+\\) saw an old value: .*");
              });
    }
  }
}
