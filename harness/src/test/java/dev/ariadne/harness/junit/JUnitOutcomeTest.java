package dev.ariadne.harness.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class JUnitOutcomeTest {

  private static void judge(Verdict verdict) {
    Result result = Result.of("linearizable", verdict, "key 3: out of steps.");
    JUnitOutcome.ofHand(
        new Checks.Outcome(verdict, List.of(result)), 9, () -> "Seed: 9, mvn test -Dtest=T#m");
  }

  @Test
  void whatIsUnknownIsAbortedWithItsReason() {
    assertThatThrownBy(() -> judge(Verdict.UNKNOWN))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContainingAll("seed 9: UNKNOWN", "key 3: out of steps.");
  }

  @Test
  void aViolationFailsAndWhatIsValidPasses() {
    assertThatThrownBy(() -> judge(Verdict.INVALID))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("seed 9: linearizable: key 3: out of steps.")
        .asString()
        .contains("INVALID", "Seed: 9", "mvn test -Dtest=T#m");
    assertThatCode(() -> judge(Verdict.VALID)).doesNotThrowAnyException();
  }
}
