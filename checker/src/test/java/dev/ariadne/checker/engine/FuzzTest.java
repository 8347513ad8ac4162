package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {

  private static final int HISTORIES = Integer.getInteger("ariadne.fuzz.histories", 4_000);
  private static final long SEED = Long.getLong("ariadne.fuzz.seed", 1);

  private static final Set<HistoryFamily> UNIQUE =
      EnumSet.of(
          HistoryFamily.UNIQUE_REGISTER,
          HistoryFamily.UNIQUE_TEXTS,
          HistoryFamily.UNIQUE_LISTS,
          HistoryFamily.DELETES,
          HistoryFamily.UNIQUE_SET,
          HistoryFamily.UNIQUE_QUEUE,
          HistoryFamily.INCREMENTS);

  @ParameterizedTest
  @EnumSource
  void allEnginesAgreeWithBruteForceUnderAnyRules(HistoryFamily family) {
    Fuzz.Counts counts = Fuzz.run(family, SEED, HISTORIES, 7);

    // Histories of one kind alone would prove little.
    assertThat(counts.linearizable()).isBetween(HISTORIES / 4, HISTORIES * 97 / 100);
    if (UNIQUE.contains(family)) {
      assertThat(counts.decidedByUniqueValues()).isGreaterThan(HISTORIES * 9 / 10);
    }
    if (family == HistoryFamily.REGISTER) {
      assertThat(counts.staleReads()).isGreaterThan(HISTORIES / 20);
      assertThat(counts.valueIntervals()).isGreaterThan(counts.staleReads());
    }
  }

  @ParameterizedTest
  @EnumSource
  void allEnginesAgreeWithEachOtherOnLongerHistories(HistoryFamily family) {
    int histories = HISTORIES / 100;

    assertThat(Fuzz.agree(family, SEED, histories, 150)).isGreaterThan(histories / 2);
  }
}
