package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SystemChoicesTest {

  @Test
  void theSeedDecidesEverything() {
    SystemChoices choices = new SystemChoices();
    int[] picked = picks(choices, "election");
    assertThat(picks(new SystemChoices(choices.seed()), "election")).isEqualTo(picked);
    assertThat(picks(new SystemChoices(choices.seed() + 1), "election")).isNotEqualTo(picked);
    assertThat(picks(new SystemChoices(choices.seed()), "backoff")).isNotEqualTo(picked);
  }

  @Test
  void oneSiteDoesNotDisturbAnother() {
    SystemChoices disturbed = new SystemChoices(7);
    picks(disturbed, "backoff");
    assertThat(picks(disturbed, "election")).isEqualTo(picks(new SystemChoices(7), "election"));
  }

  @Test
  void everyChoiceComesUpAndNoOther() {
    SystemChoices choices = new SystemChoices(7);
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      counts[choices.pick("die", 10)]++;
    }
    assertThat(IntStream.of(counts)).allMatch(count -> count > 850 && count < 1150);
    assertThat(choices.pick("only one", 1)).isZero();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> choices.pick("none", 0));
  }

  private static int[] picks(SystemChoices choices, String site) {
    return IntStream.range(0, 50).map(i -> choices.pick(site, 1000)).toArray();
  }
}
