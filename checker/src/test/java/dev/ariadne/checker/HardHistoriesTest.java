package dev.ariadne.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Register;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What searches get lost in. */
class HardHistoriesTest {

  @ParameterizedTest
  @CsvSource({
    "20, 30, 2, 0",
    "20, 50, 1, 0",
    "50, 50, 3, 0",
    "20, 30, 1, 10",
    "50, 30, 1, 10",
    "50, 30, 1, 30"
  })
  void aStaleReadAmongValuesThatRepeatIsFoundInFewSteps(
      int values, int clients, long seed, int unknownPerMille) {
    List<Operation> operations =
        HardHistories.repeatedValues(seed, 2000, clients, values, unknownPerMille);
    Meter meter = new Meter(100_000, 1 << 28, () -> false);

    assertThat(Engine.run(Register.withCas(0L), operations, meter))
        .isInstanceOf(Outcome.Inexplicable.class);
  }
}
