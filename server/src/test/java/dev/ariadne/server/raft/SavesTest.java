package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Which entries a completed save vouches for. Entries 1 and 2, of term 1, are there to begin with.
 */
class SavesTest {

  private static final HardState STATE = new HardState(1, 0, 1);

  private final RaftLog log = new RaftLog(SnapshotMeta.NONE, entries(1, 2, 1));
  private final Saves saves = new Saves(STATE, 2);

  @Test
  void whatASaveCarriesIsStableOnceItIsDurable() {
    long save = append(3, 5, 1);
    assertThat(saves.stable()).isEqualTo(2);
    saves.persisted(save);
    assertThat(saves.stable()).isEqualTo(5);
  }

  @Test
  void aLateCompletionDoesNotVouchForEntriesThatWereReplaced() {
    long first = append(3, 5, 1);
    cut(4);
    long second = append(4, 5, 2);
    saves.persisted(first);
    assertThat(saves.stable()).isEqualTo(3);
    saves.persisted(second);
    assertThat(saves.stable()).isEqualTo(5);
  }

  @Test
  void notEvenWhenTheSameEntriesAreBackAgain() {
    long first = append(3, 5, 1);
    cut(3);
    long second = append(3, 3, 2);
    cut(3);
    long third = append(3, 5, 2);
    saves.persisted(first);
    assertThat(saves.stable()).isEqualTo(2);
    saves.persisted(second);
    assertThat(saves.stable()).isEqualTo(2);
    saves.persisted(third);
    assertThat(saves.stable()).isEqualTo(5);
  }

  @Test
  void anInstalledSnapshotVoidsWhatIsUnderWay() {
    long first = append(3, 9, 1);
    SnapshotMeta snapshot = new SnapshotMeta(7, 2, Membership.NONE);
    saves.install(snapshot, 2);
    log.replaceBy(snapshot);
    Save second = saves.begin(STATE, log);
    assertThat(second.entries()).isEmpty();
    assertThat(second.marker()).contains(new Save.Marker.Installed(snapshot));
    saves.persisted(first);
    assertThat(saves.stable()).isEqualTo(2);
    saves.persisted(second.number());
    assertThat(saves.stable()).isEqualTo(7);
  }

  @Test
  void aSaveOfTermAndVoteAloneIsBegunOnlyWhenTheyChange() {
    assertThat(saves.isNeeded(1, 0, log)).isFalse();
    assertThat(saves.isNeeded(1, 3, log)).isTrue();
    Save save = saves.begin(new HardState(1, 3, 1), log);
    assertThat(saves.isNeeded(1, 3, log)).isFalse();
    assertThat(saves.isDurable(1, 3)).isFalse();
    saves.persisted(save.number());
    assertThat(saves.isDurable(1, 3)).isTrue();
  }

  @Test
  void aSaveThatWasNeverBegunCannotBeDurable() {
    assertThatThrownBy(() -> saves.persisted(1)).isInstanceOf(AssertionError.class);
  }

  private long append(long from, long to, long term) {
    log.append(entries(from, to, term));
    return saves.begin(STATE, log).number();
  }

  private void cut(long from) {
    log.cut(from);
    saves.cut(from);
  }

  private static List<Entry> entries(long from, long to, long term) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(i -> new Entry(i, term, new Payload.NoOp()))
        .toList();
  }
}
