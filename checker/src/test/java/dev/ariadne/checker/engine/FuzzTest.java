package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {

  private static final int HISTORIES = Integer.getInteger("ariadne.fuzz.histories", 4_000);
  private static final long SEED = Long.getLong("ariadne.fuzz.seed", 1);

  private static final Set<Family> UNIQUE =
      EnumSet.of(
          Family.UNIQUE_REGISTER,
          Family.UNIQUE_TEXTS,
          Family.UNIQUE_LISTS,
          Family.DELETES,
          Family.UNIQUE_SET,
          Family.UNIQUE_QUEUE,
          Family.INCREMENTS);

  @ParameterizedTest
  @EnumSource
  void allEnginesAgreeWithBruteForceUnderAnyRules(Family family) {
    Fuzz.Counts counts = Fuzz.run(family, SEED, HISTORIES, 7);

    // Histories of one kind alone would prove little.
    assertThat(counts.linearizable()).isBetween(HISTORIES / 4, HISTORIES * 97 / 100);
    if (UNIQUE.contains(family)) {
      assertThat(counts.decidedByUniqueValues()).isGreaterThan(HISTORIES * 9 / 10);
    }
    if (family == Family.REGISTER) {
      assertThat(counts.replaced()).isGreaterThan(HISTORIES / 20);
      assertThat(counts.spans()).isGreaterThan(counts.replaced());
    }
  }

  @ParameterizedTest
  @EnumSource
  void allEnginesAgreeWithEachOtherOnLongerHistories(Family family) {
    int histories = HISTORIES / 100;

    assertThat(Fuzz.agree(family, SEED, histories, 150)).isGreaterThan(histories / 2);
  }
}
