package dev.ariadne.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SuiteProgressTest {
  private static final SuiteProgress.Run RUN = new SuiteProgress.Run("Server.keeps", 7, 3, 50);

  private final AtomicLong now = new AtomicLong(1);
  private final List<String> lines = new ArrayList<>();
  private final SuiteProgress progress = new SuiteProgress(now::get, lines::add);

  @Test
  void quickSeedsGetNoLineEach() {
    for (int seed = 0; seed < 1000; seed++) {
      now.addAndGet(SuiteProgress.BETWEEN_NANOS / 100);
      progress.ended(RUN, Verdict.VALID);
    }
    assertThat(lines).hasSize(10).containsOnly("ariadne: Server.keeps, seed 7 (3 of 50): valid");
  }

  @Test
  void slowSeedsGetALineEach() {
    for (int seed = 0; seed < 5; seed++) {
      now.addAndGet(SuiteProgress.BETWEEN_NANOS);
      progress.ended(RUN, Verdict.INVALID);
    }
    assertThat(lines).hasSize(5);
  }

  @Test
  void aRunThatGoesOnIsNotSilent() {
    SuiteProgress.Run only = new SuiteProgress.Run("Server.keeps", 7, 1, 1);
    now.addAndGet(SuiteProgress.RUNNING_NANOS - 1);
    progress.goesOn(only, Optional::empty);
    assertThat(lines).isEmpty();
    now.addAndGet(1);
    progress.goesOn(only, Optional::empty);
    progress.goesOn(only, Optional::empty);
    now.addAndGet(SuiteProgress.RUNNING_NANOS);
    progress.goesOn(only, () -> Optional.of("12.0 s  running"));
    assertThat(lines)
        .containsExactly(
            "ariadne: Server.keeps, seed 7: is running",
            "ariadne: Server.keeps, seed 7: 12.0 s  running");
  }
}
