package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.ReadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadsTest {

  private boolean leader = true;
  private final List<Origin> rounds = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private final Reads reads =
      new Reads(
          () -> {
            if (!leader) {
              return Optional.empty();
            }
            rounds.add(new Origin(1, 11, 1, rounds.size() + 1));
            return Optional.of(rounds.getLast());
          },
          key -> new Reply.Found(Bytes.utf8(key), 1),
          50);

  @Test
  void aReadIsAnsweredOnlyOnceItsIndexIsApplied() {
    submit("a", 0);
    reads.answered(new ReadState(rounds.get(0), 9), 1);
    reads.applied(8);
    assertThat(replies).isEmpty();
    reads.applied(9);
    assertThat(replies).containsExactly(found("a"));
  }

  @Test
  void readsThatComeDuringARoundWaitForTheNext() {
    submit("a", 0);
    submit("b", 1);
    submit("c", 2);
    assertThat(rounds).hasSize(1);
    reads.answered(new ReadState(rounds.get(0), 5), 3);
    reads.applied(5);
    assertThat(replies).containsExactly(found("a"));
    assertThat(rounds).hasSize(2);
    reads.answered(new ReadState(rounds.get(1), 5), 4);
    reads.applied(5);
    assertThat(replies).containsExactly(found("a"), found("b"), found("c"));
  }

  @Test
  void aLostRoundIsAskedAgainUnderANewNameAndItsLateAnswerCountsForNothing() {
    submit("a", 0);
    reads.tick(49);
    assertThat(rounds).hasSize(1);
    reads.tick(50);
    assertThat(rounds).hasSize(2);
    assertThat(rounds.get(1)).isNotEqualTo(rounds.get(0));
    reads.answered(new ReadState(rounds.get(0), 3), 51);
    reads.applied(100);
    assertThat(replies).isEmpty();
    reads.answered(new ReadState(rounds.get(1), 3), 52);
    reads.applied(100);
    assertThat(replies).containsExactly(found("a"));
  }

  @Test
  void aReadThatNoLeaderConfirmsIsRefusedInTime() {
    leader = false;
    submit("a", 0);
    reads.tick(999);
    assertThat(replies).isEmpty();
    reads.tick(1000);
    assertThat(replies).hasOnlyElementsOfType(Reply.Refused.class).hasSize(1);
    assertThat(reads.size()).isZero();
  }

  @Test
  void aReadWaitsForALeaderAndIsAskedAsSoonAsThereIsOne() {
    leader = false;
    submit("a", 0);
    leader = true;
    reads.tick(10);
    assertThat(rounds).hasSize(1);
  }

  private void submit(String key, long now) {
    reads.submit(key, now, 1000, replies::add);
  }

  private static Reply found(String key) {
    return new Reply.Found(Bytes.utf8(key), 1);
  }
}
