package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Server 1 leads 2 and 3. */
class ReadRoundsTest {

  private static final List<Integer> VOTERS = List.of(1, 2, 3);

  private final ReadRounds rounds = new ReadRounds();

  @Test
  void onlyARoundBegunAfterTheReadConfirmsIt() {
    long before = rounds.begin();
    rounds.add(read(1), 1, 10);
    rounds.answered(2, before);
    assertThat(confirmed()).isEmpty();
    long after = rounds.begin();
    assertThat(confirmed()).isEmpty();
    rounds.answered(2, before);
    assertThat(confirmed()).isEmpty();
    rounds.answered(3, after);
    assertThat(confirmed()).containsExactly(read(1));
    assertThat(rounds.pending()).isZero();
  }

  @Test
  void readsThatComeDuringARoundShareTheNextOne() {
    rounds.add(read(1), 1, 10);
    assertThat(rounds.wantRound()).isTrue();
    long first = rounds.begin();
    rounds.add(read(2), 2, 11);
    rounds.add(read(3), 3, 11);
    assertThat(rounds.wantRound()).isFalse();
    rounds.answered(2, first);
    assertThat(confirmed()).containsExactly(read(1));
    assertThat(rounds.wantRound()).isTrue();
    rounds.answered(3, rounds.begin());
    assertThat(confirmed()).containsExactly(read(2), read(3));
  }

  @Test
  void aLaterRoundConfirmsWhatAnEarlierOneLeft() {
    rounds.add(read(1), 1, 10);
    rounds.begin();
    rounds.answered(2, rounds.begin());
    assertThat(confirmed()).containsExactly(read(1));
  }

  @Test
  void anEarlyReadWaitsForTheFirstCommitOfTheTermAndTakesItsIndex() {
    rounds.addEarly(read(1), 1);
    rounds.answered(2, rounds.begin());
    assertThat(rounds.takeConfirmed(VOTERS, 1)).isEmpty();
    rounds.committedInTerm(12);
    rounds.answered(2, rounds.begin());
    assertThat(rounds.takeConfirmed(VOTERS, 1))
        .containsExactly(new ReadRounds.Read(read(1), 1, 12));
  }

  @Test
  void answersOfThoseWhoDoNotVoteDoNotCount() {
    rounds.add(read(1), 1, 10);
    rounds.answered(4, rounds.begin());
    assertThat(confirmed()).isEmpty();
  }

  private List<Origin> confirmed() {
    return rounds.takeConfirmed(VOTERS, 1).stream().map(ReadRounds.Read::context).toList();
  }

  private static Origin read(int sequence) {
    return new Origin(1, 1, 1, sequence);
  }
}
