package dev.ariadne.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionsTest {

  @Test
  void aPlaceDecidesAsTheSeedHasItOneOccurrenceAfterTheOther() {
    Decisions decisions = Decisions.of(7);
    Decisions.Site place = decisions.site("a/b");
    SeededChoices seeded = new SeededChoices(7);
    for (long occurrence = 0; occurrence < 100; occurrence++) {
      assertThat(place.pick(1_000)).isEqualTo(seeded.pick("a/b", occurrence, 1_000));
    }
  }

  @Test
  void onlyWhatIsNotHarmlessIsWrittenDown() {
    Decisions decisions = Decisions.recorded(7);
    Decisions.Site place = decisions.site("place");
    int harmless = 0;
    for (int i = 0; i < 50; i++) {
      harmless += place.pick(3) == 0 ? 1 : 0;
    }
    assertThat(harmless).isPositive();
    assertThat(decisions.taken()).hasSize(50 - harmless).allMatch(taken -> taken.choice() > 0);
  }

  @Test
  void whereNothingWasWrittenDownTheHarmlessIsChosen() {
    Decisions decisions = Decisions.given(List.of(new Decisions.Taken("place", 1, 5)));
    Decisions.Site place = decisions.site("place");
    assertThat(List.of(place.pick(9), place.pick(9), place.pick(9))).containsExactly(0, 5, 0);
    assertThat(decisions.pick("place", 1, 5)).as("beyond the bound").isZero();
  }
}
