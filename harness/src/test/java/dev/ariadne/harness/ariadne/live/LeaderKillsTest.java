package dev.ariadne.harness.ariadne.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A slice of {@link LeaderKills}; as many PUTs as {@code ariadne.puts} says, 1,000 if nothing. */
@Timeout(900)
class LeaderKillsTest {

  @TempDir Path directory;

  @Test
  void noAcknowledgedWriteIsMissingAfterTheLeaderWasKilledAgainAndAgain() throws Exception {
    int puts = Integer.getInteger("ariadne.puts", 1_000);
    LeaderKills.Outcome outcome = LeaderKills.run(directory, puts);
    System.out.println(outcome);
    assertThat(outcome.missing()).as("%s", outcome).isEmpty();
    assertThat(outcome.states()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.kills()).isGreaterThanOrEqualTo(3);
    assertThat(outcome.acknowledged()).as("%s", outcome).isGreaterThan(puts / 2);
    assertThat(outcome.acknowledged() + outcome.unknown()).isEqualTo(puts);
  }
}
