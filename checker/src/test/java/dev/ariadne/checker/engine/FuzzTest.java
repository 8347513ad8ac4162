package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {

  private static final int HISTORIES = Integer.getInteger("ariadne.fuzz.histories", 15_000);
  private static final long SEED = Long.getLong("ariadne.fuzz.seed", 1);

  @ParameterizedTest
  @EnumSource
  void theEngineAgreesWithBruteForceUnderAnyRules(Family family) {
    int linearizable = Fuzz.run(family, SEED, HISTORIES, 7);

    // Histories of one kind alone would prove little.
    assertThat(linearizable).isBetween(HISTORIES / 4, HISTORIES * 97 / 100);
  }
}
